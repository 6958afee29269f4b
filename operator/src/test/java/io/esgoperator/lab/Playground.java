package io.esgoperator.lab;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pods of three namespaces, a host in their node's network, and servers of the internet. They all
 * reach each other wherever no policy forbids it.
 */
public final class Playground implements AutoCloseable {
  static final String IMAGE = "esg-lab/gateway:latest";

  /** The name of one TCP port of every pod; not of the same number everywhere. */
  public static final String PORT_NAME = "smtp";

  public static final Map<String, Map<String, String>> NAMESPACES =
      Map.of(
          "sound-x", Map.of("zone", "inner"),
          "sound-y", Map.of("zone", "inner", "team", "mail"),
          "sound-z", Map.of("zone", "outer"));

  private static final String[] LISTENERS = {
    "tcp/7001", "tcp/7002", "tcp/7003", "udp/7001", "udp/7002"
  };

  /** Namespace, pod, its label app if any, the number of its named port, and its network. */
  private static final String PODS =
      """
      sound-x a mail 7001 own
      sound-x b web  7002 own
      sound-x c -    7001 own
      sound-y a mail 7002 own
      sound-y b web  7001 own
      sound-y c -    7002 own
      sound-z a mail 7001 own
      sound-z b web  7002 own
      sound-z h mail 7001 node's
      """;

  private static final String SERVERS =
      """
      web1.example.net  tcp/80
      web1.example.net  tcp/443
      web2.example.org  tcp/80
      ldap1.example.net tcp/389
      ns1.example.net   tcp/53
      ns1.example.net   udp/53
      ns2.example.org   udp/53
      """;

  /** An answer on one machine takes a millisecond; after this much silence the port is closed. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final World world;
  private final Neighbour neighbour;
  private final Map<Caller, List<Connection>> connections = new LinkedHashMap<>();
  private final Map<Connection, Connection> controls = new LinkedHashMap<>();
  private final Enactment enactment;

  private Playground(
      Lab lab, Engine engine, World world, Neighbour neighbour, ConnectionEnd marker) {
    this.world = world;
    this.neighbour = neighbour;
    ConnectionEnd outside = ConnectionEnd.outside(neighbour.addresses());
    Caller fromOutside = new Caller(outside, neighbour.talk(Reach.command("ask")));
    List<ConnectionEnd> pods = world.workloads().stream().map(ConnectionEnd::pod).toList();
    List<ConnectionEnd> all = Stream.concat(pods.stream(), Stream.of(outside)).toList();
    connections.put(fromOutside, inside(outside, pods));
    for (Workload pod : world.workloads()) {
      ConnectionEnd place = ConnectionEnd.pod(pod);
      Process process = lab.talk(pod.namespace(), "pod/" + pod.name(), Reach.command("ask"));
      connections.put(
          new Caller(place, process),
          Stream.concat(inside(place, all).stream(), internet(place).stream()).toList());
      control(internet(place), internet(unbound(world)));
    }
    enactment = new Enactment(lab, engine, fromOutside, marker);
  }

  /**
   * Starts all of it.
   *
   * @param engine of the lab's node
   */
  public static Playground start(Lab lab, Engine engine) {
    NAMESPACES.forEach(lab::namespace);
    lab.namespace(Enactment.NAMESPACE, Map.of());
    List<Pod> pods = PODS.lines().map(Playground::pod).toList();
    Pod marker = pod(Enactment.NAMESPACE + " marker - 7003 own");
    Stream.concat(pods.stream(), Stream.of(marker))
        .forEach(pod -> lab.client().resource(pod).serverSideApply());
    List<HasMetadata> objects = new ArrayList<>();
    pods.forEach(pod -> objects.add(running(lab, pod)));
    NAMESPACES
        .keySet()
        .forEach(name -> objects.add(lab.client().namespaces().withName(name).get()));
    Node node = lab.client().nodes().list().getItems().get(0);
    objects.add(node);
    return new Playground(
        lab,
        engine,
        WorldReading.of(objects)
            .enforcedBy(engine == Engine.Cilium ? PolicyEngine.Cilium : PolicyEngine.Other),
        Neighbour.start(addresses(node), serving()),
        ConnectionEnd.pod(WorldReading.of(List.of(running(lab, marker))).workloads().get(0)));
  }

  private static ConnectionEnd unbound(World world) {
    return world.workloads().stream()
        .filter(Workload::hostNetwork)
        .map(ConnectionEnd::pod)
        .findFirst()
        .orElseThrow();
  }

  private void control(List<Connection> calls, List<Connection> same) {
    for (int at = 0; at < calls.size(); at++) {
      controls.put(calls.get(at), same.get(at));
    }
  }

  /** What policies see, with these. */
  public World world(List<? extends HasMetadata> policies) {
    return world.with(List.of(), policies);
  }

  public List<Connection> connections() {
    return connections.values().stream().flatMap(List::stream).toList();
  }

  /** Brings these policies into force, and takes back those before. */
  public void enact(List<? extends HasMetadata> policies) {
    enactment.enact(policies);
  }

  /**
   * Opens every connection, and says which got through. A server of the internet that not even the
   * pod on the node's network reaches, which no policy binds, says nothing of policies: connections
   * to it are left out.
   */
  public Map<Connection, Boolean> reached() {
    Map<Connection, Boolean> all = everything();
    Map<Connection, Boolean> telling = new LinkedHashMap<>(all);
    controls.forEach(
        (connection, control) -> {
          if (!all.get(control)) {
            telling.remove(connection);
          }
        });
    return telling;
  }

  private Map<Connection, Boolean> everything() {
    connections.forEach((caller, calls) -> caller.call(calls, PATIENCE));
    Map<Connection, Boolean> reached = new LinkedHashMap<>();
    connections.forEach(
        (caller, calls) -> {
          List<Boolean> answers = caller.reached();
          for (int at = 0; at < calls.size(); at++) {
            reached.put(calls.get(at), answers.get(at));
          }
        });
    return reached;
  }

  private static List<Connection> inside(ConnectionEnd from, List<ConnectionEnd> places) {
    return places.stream()
        .flatMap(to -> Stream.of(LISTENERS).flatMap(port -> both(from, to, port)))
        .toList();
  }

  private static List<Connection> internet(ConnectionEnd from) {
    return SERVERS
        .lines()
        .map(line -> line.split(" +"))
        .flatMap(words -> both(from, ConnectionEnd.outside(LabAddresses.of(words[0])), words[1]))
        .toList();
  }

  private static Stream<Connection> both(ConnectionEnd from, ConnectionEnd to, String port) {
    String[] parts = port.split("/");
    Protocol protocol = Protocol.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return Stream.of(Family.values())
        .map(family -> from.to(to, protocol, Integer.parseInt(parts[1]), family));
  }

  private static String[] serving() {
    return Reach.command(Cluster.command(Stream.of("serve"), LISTENERS));
  }

  private static Pod pod(String row) {
    String[] words = row.split(" +");
    Map<String, String> labels =
        words[2].equals("-") ? Map.of("pod", words[1]) : Map.of("pod", words[1], "app", words[2]);
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(words[0])
        .withName(words[1])
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withHostNetwork(!words[4].equals("own"))
        .withAutomountServiceAccountToken(false)
        .withTerminationGracePeriodSeconds(1L)
        .addNewContainer()
        .withName("reach")
        .withImage(IMAGE)
        .withImagePullPolicy("Never")
        .withCommand(serving())
        .addNewEnv()
        .withName("ADDRESSES")
        .withNewValueFrom()
        .withNewFieldRef("v1", "status.podIPs")
        .endValueFrom()
        .endEnv()
        .addNewPort()
        .withName(PORT_NAME)
        .withContainerPort(Integer.parseInt(words[3]))
        .endPort()
        .endContainer()
        .endSpec()
        .build();
  }

  private static Pod running(Lab lab, Pod pod) {
    return lab.client().resource(pod).waitUntilReady(2, TimeUnit.MINUTES);
  }

  private static List<String> addresses(Node node) {
    return node.getStatus().getAddresses().stream()
        .filter(address -> address.getType().equals("InternalIP"))
        .map(NodeAddress::getAddress)
        .sorted(Comparator.comparing(Family::ofLiteral))
        .toList();
  }

  @Override
  public void close() {
    enactment.enact(List.of());
    connections.keySet().forEach(Caller::close);
    neighbour.close();
  }
}
