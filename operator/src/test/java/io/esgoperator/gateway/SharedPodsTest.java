package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedPodsTest {
  private static final Gateway GATEWAY =
      new Gateway(List.of(pod(Map.of("app", "esg", "tier", "mail"))), List.of(), List.of());

  @Test
  void instances_that_select_the_same_pods_are_named() {
    assertThat(
            SharedPods.sentence(
                GATEWAY,
                Stream.of(named("b", "tier: mail"), named("a", "app: esg"), named("c", "app: x"))))
        .contains(
            "Pods of this gateway are selected by EsgInstance a, b too: what any of them opens to these pods is open.");
  }

  @Test
  void others_are_no_matter() {
    assertThat(SharedPods.sentence(GATEWAY, Stream.of(named("c", "app: x")))).isEmpty();
    assertThat(SharedPods.sentence(Gateway.unknown(), Stream.of(named("a", "app: esg")))).isEmpty();
  }

  @Test
  void a_pod_without_labels_and_an_instance_without_spec_are_no_fault() {
    Gateway bare = new Gateway(List.of(), List.of(pod(null)), List.of());
    EsgInstance unread = named("u", "app: esg");
    unread.setSpec(null);
    assertThat(SharedPods.sentence(bare, Stream.of(named("a", "app: esg")))).isEmpty();
    assertThat(SharedPods.sentence(GATEWAY, Stream.of(unread))).isEmpty();
  }

  private static EsgInstance named(String name, String labels) {
    EsgInstance instance =
        Instances.withSelector("podSelector: {matchLabels: {%s}}".formatted(labels));
    instance.getMetadata().setName(name);
    return instance;
  }

  private static Pod pod(Map<String, String> labels) {
    return new PodBuilder().withNewMetadata().withLabels(labels).endMetadata().build();
  }
}
