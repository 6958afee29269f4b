package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.manifest.ServerVerdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code check} takes and refuses what the lab's API server takes and refuses. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerVerdictIT {
  private static final int NUMBER =
      Integer.getInteger("verdicts", LabExtension.isNight() ? 5_000 : 300);
  private static final long SEED = Long.getLong("verdicts.seed", 1L);

  private Lab lab;

  @BeforeAll
  void serveTheKinds(Lab lab) {
    this.lab = lab;
    ServerVerdicts.crds().forEach(file -> lab.kubectl("apply", "--server-side", "-f", file));
    new ServerVerdicts(lab.client()).awaitKinds();
  }

  @AfterAll
  void serveThemNoMore() {
    ServerVerdicts.crds().forEach(file -> lab.kubectl("delete", "-f", file));
  }

  @Test
  void check_and_the_api_server_agree_on_every_object() throws IOException {
    List<ServerVerdict> verdicts = new ServerVerdicts(lab.client()).of(SEED, NUMBER);
    assertThat(verdicts).hasSizeGreaterThan(NUMBER / 2);
    assertThat(verdicts.stream().map(ServerVerdict::difference).filter(one -> !one.isEmpty()))
        .isEmpty();
  }
}
