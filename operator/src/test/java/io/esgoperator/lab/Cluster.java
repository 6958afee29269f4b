package io.esgoperator.lab;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Direction;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Kubernetes as tests use it: objects, tools, and rounds of probes. */
public class Cluster {
  /** As long as an API server works at one request; a busy machine takes more than ten seconds. */
  private static final int PATIENCE_MILLIS = 60_000;

  private final KubernetesClient client;
  private final Path kubeconfig;

  Cluster(String kubeconfig) throws IOException {
    this.kubeconfig = Files.writeString(Files.createTempFile("esg-lab", ".yaml"), kubeconfig);
    this.client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
                    .withRequestTimeout(PATIENCE_MILLIS)
                    .build())
            .build();
  }

  /** A namespace for one test; it goes with the lab. */
  public String namespace(String name, Map<String, String> labels) {
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .serverSideApply();
    return name;
  }

  public KubernetesClient client() {
    return client;
  }

  public String helm(String... arguments) {
    return tool("helm", arguments);
  }

  public String kubectl(String... arguments) {
    return tool("kubectl", arguments);
  }

  private String tool(String name, String... arguments) {
    return Shell.run(environment(), command(Stream.of(name), arguments));
  }

  /** Runs the operator's jar on this machine, as a user with the cluster's kubeconfig does. */
  public Shell.Outcome jar(String... words) {
    return OperatorJar.run(environment(), words);
  }

  public EsgInstance apply(EsgInstance instance) {
    return client.resource(instance).serverSideApply();
  }

  /** Applies every document of the text. */
  public void apply(String yaml) {
    client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).serverSideApply();
  }

  /** Applies {@link Sample#minimal}. */
  public EsgInstance declare(String namespace, String name, String... spec) {
    apply(Sample.minimal(namespace, name, spec));
    return instance(namespace, name);
  }

  /** Asks for a round by the annotation and waits for its end. */
  public EsgInstanceStatus probe(EsgInstance instance) {
    return awaitRound(instance, requestRound(instance));
  }

  /** Asks for a round by the annotation and gives the annotation's value. */
  public String requestRound(EsgInstance instance) {
    String wish = UUID.randomUUID().toString();
    client
        .resource(instance)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(Names.PROBE_NOW, wish));
    return wish;
  }

  /**
   * Waits for the round, and for the second one if the first left a doubt.
   *
   * @param wish the annotation's value; null for the first round, which needs no request
   */
  public EsgInstanceStatus awaitRound(EsgInstance instance, String wish) {
    return await(
        instance,
        status ->
            status.lastProbe() != null
                && Objects.equals(wish, status.lastProbe().requested())
                && status.paths().stream().allMatch(row -> row.doubt() == null));
  }

  public void awaitFirstRound(EsgInstance instance) {
    await(instance, status -> status.lastProbe() != null);
  }

  /** Waits until the last round is compared with a pod without the gateway's labels. */
  public EsgInstanceStatus control(EsgInstance instance) {
    return await(instance, status -> status.lastProbe().control() != null);
  }

  /** Whether it was tried to reach a gateway's pod at a port that must be closed. */
  public static boolean hasInboundCanary(EsgInstanceStatus status) {
    return status.canaries().stream().anyMatch(row -> row.direction() == Direction.Inbound);
  }

  /** Changes the object by a strategy of {@code kubectl patch}. */
  public void patch(String namespace, String kind, String name, String type, String patch) {
    kubectl("-n", namespace, "patch", kind, name, "--type=" + type, "-p", patch);
  }

  public List<Job> jobs(EsgInstance instance) {
    return client
        .batch()
        .v1()
        .jobs()
        .inNamespace(instance.getMetadata().getNamespace())
        .withLabel(Names.INSTANCE_UID, instance.getMetadata().getUid())
        .list()
        .getItems();
  }

  /** The pods of an instance's probes. */
  public List<Pod> probes(EsgInstance instance) {
    return client
        .pods()
        .inNamespace(instance.getMetadata().getNamespace())
        .withLabel(Names.INSTANCE_UID, instance.getMetadata().getUid())
        .list()
        .getItems();
  }

  public EsgInstance instance(String namespace, String name) {
    return client.resources(EsgInstance.class).inNamespace(namespace).withName(name).get();
  }

  public NetworkPolicy policy(String namespace, String name) {
    return client.network().v1().networkPolicies().inNamespace(namespace).withName(name).get();
  }

  public EsgInstanceStatus await(EsgInstance instance, Predicate<EsgInstanceStatus> reached) {
    return Awaitility.await("status of " + instance.getMetadata().getName())
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(KubernetesClientException.class)
        .until(() -> status(instance), status -> status != null && reached.test(status));
  }

  public EsgInstanceStatus status(EsgInstance instance) {
    EsgInstance current = client.resource(instance).get();
    return current == null ? null : current.getStatus();
  }

  public void delete(EsgInstance instance) {
    client.resource(instance).delete();
  }

  /** Deletes every instance of a namespace, so that its rounds take nothing from other tests. */
  public void rest(String namespace) {
    client.resources(EsgInstance.class).inNamespace(namespace).delete();
  }

  /** A namespace with the stand-in gateway and its Service, answering. */
  public void startGateway(String namespace) {
    namespace(namespace, Map.of());
    kubectl(
        "-n %s apply --server-side -f %s/gateway.yaml".formatted(namespace, Lab.LAB).split(" "));
    awaitGateway(namespace);
  }

  /** Changes the stand-in gateway by a strategic merge patch, and waits until it answers again. */
  public void changeGateway(String namespace, String patch) {
    patch(namespace, "deployment", "gateway", "strategic", patch);
    awaitGateway(namespace);
  }

  private void awaitGateway(String namespace) {
    kubectl("-n %s rollout status deployment/gateway --timeout=5m".formatted(namespace).split(" "));
  }

  Map<String, String> environment() {
    return Map.of("KUBECONFIG", kubeconfig.toString());
  }

  public static String[] command(Stream<String> start, String... arguments) {
    return Stream.concat(start, Stream.of(arguments)).toArray(String[]::new);
  }

  /**
   * Runs a command in the stand-in gateway's container.
   *
   * @param input for its standard input
   */
  public Shell.Outcome inGateway(String namespace, String input, String... command) {
    return in(namespace, "deployment/gateway", input, command);
  }

  /**
   * Runs a command in a pod.
   *
   * @param pod as kubectl names it, with its kind
   */
  public Shell.Outcome inPod(String namespace, String pod, String... command) {
    return in(namespace, pod, "", command);
  }

  /** Starts a command in a pod that stays, with its standard input and output. */
  public Process talk(String namespace, String pod, String... command) {
    return Shell.start(environment(), exec(namespace, pod, command));
  }

  /** Leads a port of this machine to one of a pod's loopback. */
  public PortForward forward(String namespace, String pod, int port) {
    return PortForward.of(
        Shell.start(
            environment(), "kubectl", "-n", namespace, "port-forward", "pod/" + pod, ":" + port),
        pod);
  }

  private Shell.Outcome in(String namespace, String pod, String input, String... command) {
    return Shell.attempt(environment(), input, exec(namespace, pod, command));
  }

  private static String[] exec(String namespace, String pod, String... command) {
    return command(Stream.of("kubectl", "-n", namespace, "exec", "-i", pod, "--"), command);
  }

  /** The pod that holds the Lease; empty where none does. */
  public String leader() {
    return Objects.requireNonNullElse(
        client
            .leases()
            .inNamespace("esg-operator")
            .withName("esg-operator")
            .get()
            .getSpec()
            .getHolderIdentity(),
        "");
  }

  /** The operator's replicas that run and stay. */
  public List<Pod> operatorPods() {
    return client
        .pods()
        .inNamespace("esg-operator")
        .withLabel("app.kubernetes.io/name", "esg-operator")
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
        .toList();
  }

  void disconnect() throws IOException {
    client.close();
    Files.deleteIfExists(kubeconfig);
  }
}
