package io.esgoperator.e2e;

import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Playground;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The same as {@link SoundnessIT} where Cilium enforces policies: its own ones among others. */
@ExtendWith(LabExtension.class)
@Tag(LabExtension.CILIUM)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.CILIUM)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiliumSoundnessIT {
  /** What is not known of these worlds. */
  private static final List<String> DOUBTS = List.of("is one of Cilium's entity kube-apiserver");

  private Playground playground;

  @BeforeAll
  void start(Lab lab) {
    playground = Playground.start(lab, Engine.Cilium);
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
                    () -> new RandomCiliumPolicies(SoundnessTrial.addresses(playground)).worlds(),
                    doubt -> DOUBTS.stream().anyMatch(doubt::contains))
                .compareWorlds());
  }
}
