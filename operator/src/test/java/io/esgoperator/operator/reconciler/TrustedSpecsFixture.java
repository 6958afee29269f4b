package io.esgoperator.operator.reconciler;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.TotalReading;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Specs that an API server holds, under a CRD that it holds. */
abstract class TrustedSpecsFixture {
  static final String CRD =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/esginstances.esg-operator.io";
  static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  static final String WHOLE = "{except: [10.0.0.0/8]}";

  final FakeApiServer cluster = new FakeApiServer();
  final KubernetesSerialization reading = TotalReading.serialization(UnreadObserver.NONE);
  final KubernetesClient client = cluster.client(reading);
  final MovableClock clock = new MovableClock();
  final TrustedSpecs specs =
      new TrustedSpecs(client, new InstalledCrd(client, "0.2.0", clock), clock);

  @BeforeEach
  void serve() {
    cluster.has(CRD, Crds.of("0.2.0"));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  Optional<Withheld> look(EsgInstance cached) {
    return specs.current(cached).flatMap(specs::withheld);
  }

  void lackSince(String time) {
    CustomResourceDefinition crd = Crds.without("spec.policy.except");
    crd.getMetadata()
        .setManagedFields(List.of(new ManagedFieldsEntryBuilder().withTime(time).build()));
    cluster.has(CRD, crd);
  }

  /** An instance whose managed fields include policy.except. */
  EsgInstance owned(String policy, String time) {
    return holds(
        "{managedFields: [{time: '%s', fieldsV1: {f:spec: {f:policy: {f:except: {}}}}}]}"
            .formatted(time),
        policy,
        "");
  }

  EsgInstance holds(String policy) {
    return holds("{}", policy, "");
  }

  EsgInstance holds(String metadata, String policy, String status) {
    String yaml = yaml(metadata, policy, status);
    cluster.has(INSTANCE, Serialization.unmarshal(yaml, Map.class));
    return reading.unmarshal(yaml, EsgInstance.class);
  }

  EsgInstance instance(String policy) {
    return reading.unmarshal(yaml("{}", policy, ""), EsgInstance.class);
  }

  private static String yaml(String metadata, String policy, String status) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail, uid: "1", %s}
        spec: {podSelector: {matchLabels: {app: esg}}, policy: %s}
        %s
        """
        .formatted(metadata.substring(1, metadata.length() - 1), policy, status);
  }
}
