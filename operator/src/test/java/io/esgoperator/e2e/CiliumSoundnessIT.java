package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OnCilium;
import io.esgoperator.lab.Playground;
import io.esgoperator.netpol.RefusedByCilium;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same as {@link SoundnessIT} where Cilium enforces policies: its own ones among others. */
@ExtendWith(LabExtension.class)
@OnCilium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiliumSoundnessIT {
  /** What is not known of these worlds. */
  private static final List<String> DOUBTS = List.of("is one of Cilium's entity kube-apiserver");

  private Lab lab;
  private Playground playground;

  @BeforeAll
  void start(Lab lab) {
    this.lab = lab;
    playground = Playground.start(lab, Engine.Cilium);
  }

  @AfterAll
  void stop() {
    playground.close();
  }

  /** Either the API server refuses it by its schema, or Cilium says that it is not valid. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = RefusedByCilium.POLICIES)
  void what_the_evaluator_takes_for_refused_is_refused(String body, String why) {
    HasMetadata policy =
        Serialization.unmarshal(
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: refused, namespace: sound-x}
            """
                + body,
            HasMetadata.class);
    try {
      lab.client().resource(policy).create();
      Awaitility.await(why)
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  lab.client().resource(policy).get() instanceof GenericKubernetesResource seen
                      && "False".equals(seen.get("status", "conditions", 0, "status")));
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).isEqualTo(422);
    } finally {
      lab.client().resource(policy).delete();
    }
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
