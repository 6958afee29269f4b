package io.esgoperator.diagnose;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.diagnose.Canary.Found;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table from what policies say by their text, whether the cluster enforces them, and what a pod
 * without the gateway's labels found on the same path, to who is to blame for a path that is not
 * open. The first row that holds counts.
 */
public final class Culprits {
  // spotless:off
  private static final List<Row> TABLE =
      List.of(
          row(
              one -> one.closedByText() && one.control() == Control.Through,
              "NetworkPolicy %s",
              "A pod beside the gateway, without its labels, gets through, and no rule opens the port to the gateway: let NetworkPolicy %s open the port."),
          row(
              one -> one.closedByText() && one.control() == Control.Failing,
              "NetworkPolicy %s, and the network behind it",
              "No rule of NetworkPolicy %s opens the port, and a pod beside the gateway, without its labels, fares no better: both have to let it pass."),
          row(
              one -> one.closedByText() && one.canary() == Found.Closed,
              "NetworkPolicy %s",
              "This cluster enforces policies, and no rule opens the port: let NetworkPolicy %s open the port."),
          row(
              one -> one.text() == Kind.Unclear && one.binds() && one.control() == Control.Through,
              "a policy in the cluster",
              "A pod beside the gateway, without its labels, gets through, and whether NetworkPolicy %s opens the port depends on labels or on a named port: look there first."),
          row(
              one -> one.manner() == Manner.Tampered && one.control() == Control.Through,
              "the cluster",
              "A pod beside the gateway, without its labels, is not tampered with: look at what handles only the gateway's pods, such as a service mesh or a Layer-7 policy."),
          row(
              one -> one.control() == Control.Through,
              "the cluster",
              "A pod beside the gateway, without its labels, gets through, and no NetworkPolicy closes the port: the firewall lets this cluster pass."
                  + " Look at policies of other kinds that select the gateway (AdminNetworkPolicy, Calico, Cilium), at the network plugin,"
                  + " and at the address by which the gateway leaves the cluster."),
          row(
              one -> one.control() == Control.Failing && !one.second(),
              "the perimeter, or the server itself",
              "A pod beside the gateway, without its labels, fares no better, and no second server could be asked: the firewall, or that server."),
          row(
              one -> one.control() == Control.Failing && one.manner() == Manner.Refused,
              "the perimeter, or the servers themselves",
              "A pod beside the gateway, without its labels, fares no better with two servers: a filter on the way out of the cluster rejects, or the port is closed at both servers."),
          row(
              one -> one.control() == Control.Failing,
              "the perimeter",
              "A pod beside the gateway, without its labels, fares no better with two servers: what does it stands outside of the gateway's policies, on the way out of the cluster."));

  // spotless:on

  private Culprits() {}

  /** Blames somebody, or nobody where nothing is proved. */
  public static Optional<Culprit> of(Case seen) {
    String policies = String.join(", ", seen.policies());
    return TABLE.stream()
        .filter(row -> row.holds().test(seen))
        .findFirst()
        .map(row -> new Culprit(row.name().formatted(policies), row.grounds().formatted(policies)));
  }

  private static Row row(Predicate<Case> holds, String name, String grounds) {
    return new Row(holds, name, grounds);
  }

  private record Row(Predicate<Case> holds, String name, String grounds) {}

  /**
   * Who closes a path.
   *
   * @param name for the status
   * @param grounds the evidence, and where to look
   */
  public record Culprit(String name, String grounds) {}

  /** How a path is not open. */
  public enum Manner {
    Silent,
    /** As by a filter that rejects, and by a server that does not listen. */
    Refused,
    /** Somebody answered, only not as he should. */
    Tampered
  }

  /** What the pod without the gateway's labels found. */
  public enum Control {
    Through,
    Failing,
    /** There was none, or it did not do its work. */
    Missing
  }

  /**
   * What is known of a path that is not open.
   *
   * @param text what the NetworkPolicies on the gateway say
   * @param policies their names
   * @param canary what the outbound canary found in the path's family
   * @param manner how the path is not open
   * @param second whether an unrelated second server was asked as well
   */
  public record Case(
      Kind text,
      List<String> policies,
      Found canary,
      Manner manner,
      Control control,
      boolean second) {
    public static Case of(
        StaticReading reading, Found canary, Manner manner, Control control, boolean second) {
      return new Case(reading.kind(), reading.policies(), canary, manner, control, second);
    }

    boolean binds() {
      return canary != Found.Open;
    }

    boolean closedByText() {
      return text == Kind.Closed && binds();
    }
  }
}
