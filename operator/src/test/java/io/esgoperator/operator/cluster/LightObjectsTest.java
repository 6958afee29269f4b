package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.esgoperator.live.TotalReading;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an informer keeps is what its client reads. */
class LightObjectsTest {
  private static final String MANAGED =
      """
      metadata:
        name: gateway
        namespace: mail
        uid: u
        resourceVersion: '7'
        labels: {k8s-app: kube-dns, app.kubernetes.io/name: coredns, team: mail}
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: '{"long": "text"}'
          esg-operator.io/probe-now: now
        managedFields: [{manager: kubectl, operation: Apply}]
      """;
  private static final String SERVICE =
      "apiVersion: v1\nkind: Service\n"
          + MANAGED
          + """
          spec:
            type: LoadBalancer
            externalTrafficPolicy: Local
            internalTrafficPolicy: Cluster
            sessionAffinity: None
            ipFamilies: [IPv4]
            selector: {app: esg}
            clusterIP: 10.43.0.7
            clusterIPs: [10.43.0.7]
            externalIPs: [192.0.2.7]
            ports: [{name: smtp, port: 25, targetPort: smtp, protocol: TCP, nodePort: 30025}]
          status: {loadBalancer: {ingress: [{ip: 192.0.2.8}]}}
          """;

  private static final String TOO_LONG = "x".repeat(262_144);

  private static final String INSTANCE =
      "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway, namespace: mail, %s}\n"
          + "spec: {podSelector: {matchLabels: {app: esg}}}\n";

  private final KubernetesSerialization light =
      TotalReading.serialization(UnreadObserver.NONE, new LightObjects());

  @Test
  void of_a_service_what_leads_to_the_gateway_is_kept_and_nothing_else() {
    assertThat(light.unmarshal(SERVICE, Service.class))
        .isEqualTo(
            new KubernetesSerialization()
                .unmarshal(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata:
                      name: gateway
                      namespace: mail
                      uid: u
                      resourceVersion: '7'
                      labels: {k8s-app: kube-dns, app.kubernetes.io/name: coredns}
                    spec:
                      type: LoadBalancer
                      externalTrafficPolicy: Local
                      internalTrafficPolicy: Cluster
                      selector: {app: esg}
                      clusterIPs: [10.43.0.7]
                      externalIPs: [192.0.2.7]
                      ports: [{port: 25, targetPort: smtp, protocol: TCP}]
                    status: {loadBalancer: {ingress: [{ip: 192.0.2.8}]}}
                    """,
                    Service.class));
  }

  @Test
  void a_service_in_a_list_and_in_an_event_of_a_watch_is_as_light() {
    Service one = light.unmarshal(SERVICE, Service.class);
    String json =
        new KubernetesSerialization()
            .asJson(new KubernetesSerialization().unmarshal(SERVICE, Service.class));
    assertThat(
            light
                .unmarshal(
                    "{\"apiVersion\":\"v1\",\"kind\":\"ServiceList\",\"items\":[" + json + "]}",
                    ServiceList.class)
                .getItems())
        .containsExactly(one);
    assertThat((HasMetadata) light.unmarshal(json)).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "spec: {}",
        "spec: {type: ExternalName}",
        "status: {}",
        "status: {loadBalancer: {}}"
      })
  void a_service_with_hardly_anything_in_it_is_read(String part) {
    Service read =
        light.unmarshal(
            "apiVersion: v1\nkind: Service\nmetadata: {name: bare}\n" + part, Service.class);
    assertThat(read.getMetadata().getName()).isEqualTo("bare");
    assertThat(read.getStatus()).isNull();
  }

  @Test
  void jobs_pods_and_instances_have_no_managed_fields_and_policies_have() {
    assertThat(read("batch/v1", Job.class).getMetadata().getManagedFields()).isEmpty();
    assertThat(read("v1", Pod.class).getMetadata().getManagedFields()).isEmpty();
    assertThat(read("esg-operator.io/v1alpha1", EsgInstance.class).getMetadata().getManagedFields())
        .isEmpty();
    assertThat(read("networking.k8s.io/v1", NetworkPolicy.class).getMetadata().getManagedFields())
        .hasSize(1);
  }

  @Test
  void of_an_instance_kubectls_copy_of_the_whole_is_dropped_and_the_wish_for_a_round_is_not() {
    assertThat(read("esg-operator.io/v1alpha1", EsgInstance.class).getMetadata().getAnnotations())
        .containsOnlyKeys("esg-operator.io/probe-now");
  }

  @Test
  void of_an_instances_managed_fields_the_time_of_the_last_write_is_kept() {
    EsgInstance instance =
        light.unmarshal(
            INSTANCE.formatted(
                "managedFields: [{manager: a, time: '2026-01-01T00:00:01Z'}, {manager: b, time: '2026-01-01T00:00:02Z'}, {manager: c}]"),
            EsgInstance.class);
    assertThat(instance.getMetadata().getManagedFields())
        .containsExactly(new ManagedFieldsEntryBuilder().withTime("2026-01-01T00:00:02Z").build());
  }

  @Test
  void of_a_long_wish_for_a_round_its_hash_is_kept() {
    assertThat(wish("w".repeat(64))).isEqualTo("w".repeat(64));
    assertThat(wish("w".repeat(65))).isEqualTo(Names.hash("w".repeat(65)));
  }

  @Test
  void of_a_pods_long_list_of_networks_its_hash_is_kept() {
    assertThat(networks("outside")).isEqualTo("outside");
    assertThat(networks("n".repeat(65))).isEqualTo(Names.hash("n".repeat(65)));
  }

  private String networks(String value) {
    return light
        .unmarshal(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: esg, namespace: mail, annotations: {k8s.v1.cni.cncf.io/networks: %s}}\nspec: {containers: [{name: a, image: b}]}"
                .formatted(value),
            Pod.class)
        .getMetadata()
        .getAnnotations()
        .get("k8s.v1.cni.cncf.io/networks");
  }

  private String wish(String value) {
    return light
        .unmarshal(
            INSTANCE.formatted("annotations: {esg-operator.io/probe-now: %s}".formatted(value)),
            EsgInstance.class)
        .getMetadata()
        .getAnnotations()
        .get(Names.PROBE_NOW);
  }

  @Test
  void of_an_instance_no_labels_owners_and_finalizers_are_kept() {
    EsgInstance instance =
        light.unmarshal(
            INSTANCE.formatted(
                "labels: {a: b}, finalizers: [a.example/b], ownerReferences: [{name: o, kind: K, uid: u, apiVersion: v1}]"),
            EsgInstance.class);
    assertThat(instance.getMetadata().getLabels()).isEmpty();
    assertThat(instance.getMetadata().getFinalizers()).isEmpty();
    assertThat(instance.getMetadata().getOwnerReferences()).isEmpty();
  }

  @Test
  void an_instance_that_holds_too_much_is_kept_without_its_spec() {
    EsgInstance instance =
        light.unmarshal(
            INSTANCE.formatted("uid: u").replace("esg}", "esg, long: " + TOO_LONG + "}"),
            EsgInstance.class);
    assertThat(instance.getSpec()).isNull();
    assertThat(Unread.of(instance))
        .hasValueSatisfying(fault -> assertThat(fault.field()).isEqualTo("spec"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {name: p, annotations: {a: %s}}\nspec: {}",
        "metadata: {name: p, annotations: {esg-operator.io/instance: %s}}\nspec: {}",
        "metadata: {name: p}\nspec: {nodeName: %s}",
        "metadata: {name: p}\nspec: {}\nstatus: {message: %s}"
      })
  void a_pod_that_holds_too_much_is_kept_by_its_name(String pod) {
    Pod read = light.unmarshal("apiVersion: v1\nkind: Pod\n" + pod.formatted(TOO_LONG), Pod.class);
    assertThat(Unread.isNone(read)).isFalse();
    assertThat(read.getMetadata().getName()).isEqualTo("p");
    assertThat(new KubernetesSerialization().asJson(read)).hasSizeLessThan(1_000);
  }

  private <T extends HasMetadata> T read(String version, Class<T> kind) {
    return light.unmarshal(
        "apiVersion: %s\nkind: %s\n%s".formatted(version, kind.getSimpleName(), MANAGED), kind);
  }
}
