package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code check} takes and refuses objects as an API server of Kubernetes 1.36 did. */
class ServerVerdictTest {
  @Test
  void the_valid_objects_are_taken() throws IOException {
    assertThat(new MutatedObjects(new Random(1)).valid())
        .allSatisfy(object -> assertThat(JudgedObject.of(object).refusal()).isEmpty());
  }

  @Test
  void every_recorded_object_is_taken_or_refused_as_the_api_server_did() throws IOException {
    List<ServerVerdict> verdicts = ServerVerdict.recorded();
    assertThat(verdicts).hasSizeGreaterThanOrEqualTo(5_000);
    assertThat(verdicts.stream().map(ServerVerdict::difference).filter(one -> !one.isEmpty()))
        .isEmpty();
  }
}
