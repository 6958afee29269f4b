package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmittedPodsTest {
  private static final String SOME = "services: {webInterface: {from: [192.0.2.0/24]}}";
  private static final String AUDIT = "policy: {enforcement: Audit, except: [10.0.0.0/8]}\n";

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void a_path_from_anywhere_lets_every_pod_in(boolean networksArePods) {
    assertThat(on("smtp-in", "", networksArePods)).isEmpty();
  }

  @Test
  void a_path_from_some_networks_lets_their_pods_in() {
    assertThat(on("web-interface", SOME, true)).containsExactly("192.0.2.0/24");
  }

  @Test
  void an_engine_to_which_no_network_is_a_pod_lets_none_in() {
    assertThat(on("web-interface", SOME, false)).isEqualTo(AdmittedPods.NONE);
    assertThat(on("smtp-in", "policy: {except: [10.0.0.0/8]}", false)).isEqualTo(AdmittedPods.NONE);
  }

  @Test
  void an_excepted_network_lets_its_pods_not_in() {
    assertThat(on("smtp-in", "policy: {except: [192.0.0.0/2]}", true))
        .containsExactly("0.0.0.0/1", "128.0.0.0/2", "::/0");
    assertThat(on("smtp-in", "policy: {except: [0.0.0.0/1, 128.0.0.0/1, '::/0']}", true))
        .isEqualTo(AdmittedPods.NONE);
  }

  @Test
  void an_excepted_metadata_address_is_no_pods() {
    assertThat(on("smtp-in", "policy: {except: [169.254.169.254/32, 0.0.0.0/1]}", true))
        .containsExactly("128.0.0.0/1", "::/0");
  }

  @Test
  void without_an_own_policy_only_the_declared_sources_count() {
    assertThat(on("smtp-in", AUDIT, false)).isEmpty();
    assertThat(on("web-interface", AUDIT + SOME, false)).containsExactly("192.0.2.0/24");
  }

  @Test
  void an_outbound_path_lets_nothing_in() {
    assertThat(on("http", "policy: {except: [10.0.0.0/8]}", false)).isEmpty();
  }

  private static List<String> on(String path, String more, boolean networksArePods) {
    EsgInstanceSpec spec = Instances.withSpec(more).getSpec();
    DeclaredPath declared =
        DeclaredPaths.of(spec).stream()
            .filter(one -> one.name().equals(path))
            .findFirst()
            .orElseThrow();
    return AdmittedPods.on(declared, spec, networksArePods);
  }
}
