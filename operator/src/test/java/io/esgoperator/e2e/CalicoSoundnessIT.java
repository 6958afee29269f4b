package io.esgoperator.e2e;

import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OnCalico;
import io.esgoperator.lab.Playground;
import io.fabric8.kubernetes.api.model.HasMetadata;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same as {@link SoundnessIT} where Calico enforces policies: nothing of a NetworkPolicy is
 * spared, and some of Calico's own are beside them.
 */
@ExtendWith(LabExtension.class)
@OnCalico
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalicoSoundnessIT {
  private Playground playground;

  @BeforeAll
  void start(Lab lab) {
    playground = Playground.start(lab, Engine.Calico);
  }

  @AfterAll
  void stop() {
    playground.close();
  }

  @Test
  void the_network_does_what_the_text_says() {
    JqwikSession.run(
        () ->
            new SoundnessTrial<HasMetadata>(
                    playground,
                    () -> new RandomCalicoPolicies(SoundnessTrial.addresses(playground)).worlds(),
                    SoundnessIT::mayBeUnclear)
                .compareWorlds());
  }
}
