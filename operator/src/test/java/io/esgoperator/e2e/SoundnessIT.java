package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Playground;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random policies: what the evaluator says by their text is what becomes of connections between
 * real pods, a neighbour of the node, and the internet. {@code -Dsoundness.worlds} and {@code
 * -Dsoundness.seed} say how many and which.
 */
@ExtendWith(LabExtension.class)
@ResourceLock(value = Firewall.PERIMETER, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoundnessIT {
  private static final Duration PATIENCE_WITH_A_FAULT = Duration.ofSeconds(3);

  private Playground playground;

  @BeforeAll
  void start(Lab lab) {
    playground = Playground.start(lab, Engine.KubeRouter);
  }

  @AfterAll
  void stop() {
    playground.close();
  }

  @Test
  void the_network_does_what_the_text_says() {
    JqwikSession.run(() -> trial().compareWorlds());
  }

  /** What the worlds spare is the network plugin's fault: it does not do what the text says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}]
          policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}, {ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.80/32]}}]}]
          policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}], ports: [{protocol: TCP, port: nobodys}]}]
          policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{protocol: UDP, port: smtp}]}]
          policyTypes: [Egress], egress: [{ports: [{protocol: TCP, port: smtp}]}]
          policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.42.0.0/16}}], ports: [{protocol: TCP, port: smtp}]}]
          """)
  void a_fault_that_is_spared_is_the_networks(String spec) {
    NetworkPolicy policy =
        Serialization.unmarshal(
            """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p0, namespace: sound-x}
            spec: {podSelector: {}, %s}
            """
                .formatted(spec),
            NetworkPolicy.class);
    assertThat(KubeRouterFaults.spare(policy)).isFalse();
    assertThat(trial().compare(List.of(policy), PATIENCE_WITH_A_FAULT).disagreements())
        .isNotEmpty();
  }

  private SoundnessTrial<NetworkPolicy> trial() {
    return new SoundnessTrial<>(
        playground,
        () -> new RandomPolicies(SoundnessTrial.addresses(playground)).worldsForKubeRouter(),
        SoundnessIT::mayBeUnclear);
  }

  static boolean mayBeUnclear(String doubt) {
    return doubt.contains("is on its node's network, and engines differ")
        || doubt.matches(".*: which number the port \\w+ has at Pod \\S+/h is not known");
  }
}
