package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.protocol.Probers;
import io.esgoperator.probe.protocol.SelfSigned;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A peer that were not understood would train the image for failures. */
class HonestPeersTest {
  private static final SelfSigned KEY = SelfSigned.of("peer.localhost");

  @ParameterizedTest
  @EnumSource(value = Application.class, mode = EnumSource.Mode.EXCLUDE, names = "None")
  void a_probe_takes_the_answer_of_each(Application application) throws IOException {
    try (HonestPeers peers = new HonestPeers(KEY.context().getSocketFactory())) {
      ProbeTarget peer = ProbeTarget.of(peers.path(application).peers().get(0));
      Prober prober = new Probers(null).forApplication(application, Inspection.off());
      assertThat(prober.probe(peer, Duration.ofSeconds(5)).finding()).isEqualTo(Finding.Answered);
    }
  }
}
