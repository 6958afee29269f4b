package io.esgoperator.lab;

import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A real Kubernetes behind a real firewall, with the operator installed from its chart and its
 * image.
 */
public final class Lab extends Cluster implements AutoCloseable {
  public static final String NAMESPACE = "mail";
  public static final String OPERATOR_IMAGE =
      System.getenv().getOrDefault("ESG_OPERATOR_IMAGE", "esg-operator:dev");
  private static final List<String> IMAGES =
      List.of(OPERATOR_IMAGE, "esg-lab/gateway:latest", "esg-lab/tiny:latest");
  private static final String OPERATOR = "deployment/esg-operator";

  /** Tests break probes by each of them. */
  private static final String EVERY_POD_FIELD =
      "image,imagePullSecrets,resources,nodeSelector,tolerations,serviceAccountName,priorityClassName";

  public static final Path LAB = Path.of("../config/lab");

  private final Engine engine;
  private final K3sContainer node;
  private final Container container;
  private final Firewall firewall;
  private final int replicas;
  private final Path log;
  private final List<String> joined = new ArrayList<>();

  private Lab(Engine engine, K3sContainer node, Perimeter perimeter, int replicas, Path log)
      throws IOException {
    super(node.getKubeConfigYaml());
    this.engine = engine;
    this.node = node;
    this.replicas = replicas;
    this.log = log;
    this.container = new Container(node.getContainerId());
    this.firewall = new Firewall(container, perimeter);
  }

  /** The lab that most tests share. */
  static Lab shared() {
    return start(Perimeter.main(), Engine.KubeRouter, "shared", 2);
  }

  /**
   * One more, behind a firewall of its own, with one replica of the operator: {@link #replicas}.
   *
   * @param name of the firewall, and of the file with the operator's log
   * @param options of {@code k3s server}
   */
  public static Lab beside(Engine engine, String name, String... options) {
    return start(Perimeter.start(name), engine, name, 1, options);
  }

  /** Starts everything; what fails half-way is taken down again. */
  private static Lab start(
      Perimeter perimeter, Engine engine, String name, int replicas, String... options) {
    K3sContainer node = node(engine, options);
    try {
      node.start();
      new Container(node.getContainerId())
          .exec(command(Stream.of("lab-route"), perimeter.addresses().toArray(String[]::new)));
      Lab lab =
          new Lab(
              engine, node, perimeter, replicas, Path.of("target", "operator-" + name + ".log"));
      try {
        lab.equip();
        return lab;
      } catch (RuntimeException failed) {
        lab.firewall.close();
        throw failed;
      }
    } catch (IOException error) {
      stop(node, perimeter);
      throw new UncheckedIOException(error);
    } catch (RuntimeException failed) {
      stop(node, perimeter);
      throw failed;
    }
  }

  private static void stop(K3sContainer node, Perimeter perimeter) {
    node.stop();
    perimeter.close();
  }

  private static K3sContainer node(Engine engine, String... options) {
    K3sContainer node =
        new K3sContainer(
                DockerImageName.parse(engine.image()).asCompatibleSubstituteFor("rancher/k3s"))
            .withNetworkMode("esg-inside")
            .withCopyFileToContainer(
                MountableFile.forClasspathResource("audit-policy.yaml"), AuditLog.POLICY)
            .withStartupTimeout(Duration.ofMinutes(3));
    node.withCommand(
        Stream.of(Stream.of(node.getCommandParts()), AuditLog.OPTIONS.stream(), Stream.of(options))
            .flatMap(words -> words)
            .toArray(String[]::new));
    return node;
  }

  private void equip() {
    IMAGES.forEach(this::load);
    System.out.println(install());
    startGateway(NAMESPACE);
  }

  /** Installs the operator by its chart and gives what Helm says. */
  public String install() {
    int colon = OPERATOR_IMAGE.lastIndexOf(':');
    return helm(
        ("upgrade --install esg-operator ../helm/esg-operator --namespace esg-operator --create-namespace"
                + " --wait --timeout 5m --set image.repository=%s --set image.tag=%s"
                + " --set replicas=%s --set tenants.probePod={%s} --set tenants.otherNamespaces=true")
            .formatted(
                OPERATOR_IMAGE.substring(0, colon),
                OPERATOR_IMAGE.substring(colon + 1),
                replicas,
                EVERY_POD_FIELD)
            .split(" "));
  }

  /** Runs as many replicas of the operator from now on. */
  public void replicas(int number) {
    upgrade("--set=replicas=" + number);
  }

  /** Upgrades the operator by its chart, and waits until it is ready. */
  public void upgrade(String... values) {
    upgradeTo("../helm/esg-operator", values);
  }

  /** The same by another chart. */
  public void upgradeTo(String chart, String... values) {
    helm(
        command(
            Stream.of(
                "upgrade",
                "esg-operator",
                chart,
                "--namespace=esg-operator",
                "--reuse-values",
                "--wait",
                "--timeout=5m"),
            values));
  }

  /** What the API server admits. */
  public Admission admission() {
    return new Admission(this);
  }

  /** Sets a variable of the operator's container, or removes it: {@code NAME-}. */
  public void setOperatorVariable(String variable) {
    kubectl("-n", "esg-operator", "set", "env", OPERATOR, variable);
    awaitOperator();
  }

  public void restartOperator() {
    kubectl("-n", "esg-operator", "rollout", "restart", OPERATOR);
    awaitOperator();
  }

  /** Changes the operator's Deployment by a strategic merge patch in YAML. */
  void patchOperator(String patch) {
    kubectl("-n", "esg-operator", "patch", OPERATOR, "--patch", patch);
    awaitOperator();
  }

  /** Waits until every replica is the one that was last asked for. */
  public void awaitOperator() {
    kubectl("-n", "esg-operator", "rollout", "status", OPERATOR, "--timeout=5m");
  }

  private void load(String image) {
    load(image, container.id());
  }

  private static void load(String image, String node) {
    Shell.run(LAB.resolve("lab").toString(), "load", image, node);
  }

  /** One more node of this cluster, behind the same firewall, with the images of the first one. */
  public Container join(String name) {
    Shell.run(LAB.resolve("lab").toString(), "node-up", name, "--join", container.id());
    joined.add(name);
    IMAGES.forEach(image -> load(image, name));
    return new Container(name);
  }

  /** Takes such a node away again; its pods end with it. */
  public void part(String name) {
    kubectl("delete", "node", name);
    Shell.run(LAB.resolve("lab").toString(), "node-down", name);
    joined.remove(name);
  }

  public Engine engine() {
    return engine;
  }

  /** Until {@link #resumeEngine}, no policy reaches a pod that starts. */
  public void restEngine() {
    onNode(engine.rest());
  }

  public void resumeEngine() {
    onNode(engine.resume());
  }

  /** The policy that the operator wrote for an instance; null without one. */
  public StandingPolicy ownPolicy(String namespace, String instance) {
    GenericKubernetesResource policy =
        client()
            .genericKubernetesResources(engine.apiVersion(), engine.kind())
            .inNamespace(namespace)
            .withName(Names.policy(instance))
            .get();
    return policy == null ? null : StandingPolicy.of(policy);
  }

  public Firewall firewall() {
    return firewall;
  }

  /** A proxy in front of the API server. */
  public TroubledApi troubledApi() {
    return new TroubledApi(container);
  }

  /** A program in the node's network, from a script among the tests' resources. */
  NodeProgram program(String script, String... arguments) {
    return NodeProgram.start(container, script, arguments);
  }

  /** The node's two addresses, IPv4 first. */
  public List<String> nodeAddresses() {
    return container.addresses();
  }

  /** Runs a command in the node's container and gives its output. */
  public String onNode(String... command) {
    return container.exec(command);
  }

  private String operatorLog() {
    return client()
        .apps()
        .deployments()
        .inNamespace("esg-operator")
        .withName("esg-operator")
        .getLog();
  }

  @Override
  public void close() throws IOException {
    try {
      Files.writeString(log, Objects.toString(operatorLog()));
    } finally {
      disconnect();
      firewall.close();
      joined.forEach(name -> Shell.run(LAB.resolve("lab").toString(), "node-down", name));
      node.stop();
    }
  }
}
