package io.esgoperator;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Fills an API server with Services, pods and instances as a large cluster has them, for
 * bench-memory.
 */
public final class Crowd {
  private static final int NAMESPACES = 20;
  private static final int AT_ONCE = 16;
  private static final int PATIENCE_MILLIS = 60_000;

  private final KubernetesClient client;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  private Crowd(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Makes the objects and prints how many the API server took.
   *
   * @param counts of Services, of pods and of instances
   */
  public static void main(String... counts) throws InterruptedException {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .editOrNewConfig()
            .withRequestTimeout(PATIENCE_MILLIS)
            .endConfig()
            .build()) {
      for (int number = 0; number < NAMESPACES; number++) {
        client
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withName(namespace(number))
                    .endMetadata()
                    .build())
            .serverSideApply();
      }
      new Crowd(client).make("Services", Integer.parseInt(counts[0]), Crowd::service);
      new Crowd(client).make("pods", Integer.parseInt(counts[1]), Crowd::pod);
      new Crowd(client).make("instances", Integer.parseInt(counts[2]), Crowd::instance);
    }
  }

  private void make(String kind, int count, IntFunction<HasMetadata> object)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    IntStream.range(0, count).forEach(number -> threads.execute(() -> make(object.apply(number))));
    threads.shutdown();
    threads.awaitTermination(1, TimeUnit.HOURS);
    System.out.printf("%d %s made, %d refused%n", made.get(), kind, refused.get());
  }

  private void make(HasMetadata object) {
    try {
      client.resource(object).create();
      made.incrementAndGet();
    } catch (RuntimeException notTaken) {
      refused.incrementAndGet();
    }
  }

  private static HasMetadata service(int number) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: service-%1$d
          namespace: %2$s
          labels: {app.kubernetes.io/name: app-%1$d, app.kubernetes.io/instance: release-%1$d, app.kubernetes.io/managed-by: Helm, helm.sh/chart: app-1.2.3}
          annotations: {meta.helm.sh/release-name: release-%1$d, meta.helm.sh/release-namespace: %2$s, kubectl.kubernetes.io/last-applied-configuration: '%3$s'}
        spec:
          selector: {app.kubernetes.io/name: app-%1$d, app.kubernetes.io/instance: release-%1$d}
          ports:
            - {name: http, port: 80, targetPort: http, protocol: TCP}
            - {name: https, port: 443, targetPort: https, protocol: TCP}
            - {name: metrics, port: 9090, targetPort: metrics, protocol: TCP}
        """
            .formatted(number, namespace(number), "x".repeat(600)),
        Service.class);
  }

  private static HasMetadata pod(int number) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: pod-%1$d
          namespace: %2$s
          labels: {app: %3$s, app.kubernetes.io/name: app-%1$d, pod-template-hash: abcdef}
        spec:
          containers:
            - name: app
              image: app:1
              ports: [{name: http, containerPort: 8080}]
              env: [{name: A, value: '%4$s'}]
        """
            .formatted(
                number, namespace(number), number % 20 == 0 ? "esg" : "app", "x".repeat(300)),
        Pod.class);
  }

  /** As most are: the default paths, and a few of their own. */
  private static HasMetadata instance(int number) {
    return Serialization.unmarshal(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata:
          name: gateway-%1$d
          namespace: %2$s
        spec:
          podSelector: {matchLabels: {app: esg-%1$d}}
          services: {webInterface: {}, submission: {}, ldap: {servers: [{cidr: 198.51.100.38/32}, {cidr: 203.0.113.38/32}]}}
          probe: {interval: 1h}
        """
            .formatted(number, namespace(number)),
        EsgInstance.class);
  }

  private static String namespace(int number) {
    return "crowd-" + number % NAMESPACES;
  }
}
