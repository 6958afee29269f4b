package io.esgoperator.diagnose.cause;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.Culprit.Kind;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table that names the culprit for a path that is not open. Its input: what the policies' text
 * says, whether the cluster enforces policies, and the result of a pod without the gateway's labels
 * on the same path. The first matching row counts.
 */
public final class Culprits {
  // spotless:off
  private static final List<Row> TABLE =
      List.of(
          new Row(one -> one.closedByText() && one.control() == Control.Through, Kind.Policy,
              "A pod without the gateway's labels gets through, and %2$s: %3$s."),
          new Row(one -> one.closedByText() && one.control() == Control.Failing && one.reading().tier() == Tier.NetworkPolicy, Kind.PolicyAndNetwork,
              "A pod without the gateway's labels fails too, and %2$s. Both must let the connection pass, so %3$s."),
          new Row(one -> one.closedByText() && one.canary() == Found.Closed && one.reading().tier() == Tier.NetworkPolicy, Kind.Policy,
              "This cluster enforces policies, and %2$s: %3$s."),
          new Row(one -> one.closedByText() && one.canary() == Found.Closed && one.control() == Control.Missing && one.manner() != Manner.Tampered, Kind.PolicyOrNetwork,
              "There is no other pod to compare the gateway with, and %2$s: %3$s, then see whether the path opens."),
          new Row(one -> one.closedByText() && one.control() == Control.Itself, Kind.PolicyOrClusterNetwork,
              "By the text of the policies %2$s: %3$s, then see whether the path opens."),
          new Row(one -> one.reading().kind() == StaticReading.Kind.Unclear && one.binds() && one.control() == Control.Through, Kind.ClusterPolicy,
              "A pod without the gateway's labels gets through, and whether %1$s opens the port depends on labels or on a named port: look there first."),
          new Row(one -> one.manner() == Manner.Tampered && one.control() == Control.Through, Kind.Cluster,
              "The connection of a pod without the gateway's labels is not tampered with: look for something that handles only the gateway's pods, such as a service mesh or a Layer-7 policy."),
          new Row(one -> one.control() == Control.Through && one.isUnread(), Kind.PolicyOrCluster,
              "A pod without the gateway's labels gets through, and no policy that is evaluated closes the port: the firewall lets this cluster pass."
                  + " Look first at policies that may select the gateway and are not evaluated: %4$s."),
          new Row(one -> one.control() == Control.Through, Kind.Cluster,
              "A pod without the gateway's labels gets through, and no policy that the operator sees closes the port: the firewall lets this cluster pass."
                  + " Look at the network plugin, at a service mesh, at policies that the operator may not read (condition OperatorInstalled),"
                  + " and at the address by which the gateway leaves the cluster."),
          new Row(one -> one.control() == Control.Failing && one.isUnread(), Kind.PerimeterOrClusterPolicy,
              "A pod without the gateway's labels fails too. The cause is a firewall on the way out of the cluster, or a policy that may select both pods and is not evaluated: %4$s."),
          new Row(one -> one.control() == Control.Failing && !one.second(), Kind.PerimeterOrServer,
              "A pod without the gateway's labels fails too, and one server alone does not tell: the cause is the firewall, or that server."),
          new Row(one -> one.control() == Control.Failing && one.manner() == Manner.Refused, Kind.PerimeterOrServers,
              "A pod without the gateway's labels fails too, at two unrelated servers: a filter on the way out of the cluster rejects, or the port is closed at both servers."),
          new Row(one -> one.control() == Control.Failing, Kind.Perimeter,
              "A pod without the gateway's labels fails too, at two unrelated servers. The cause is outside the gateway's policies: firewall, proxy or provider."));

  /**
   * A sentence to add where the control points to the perimeter: no canary shows whether the
   * cluster enforces an administrator's denial, since canaries test NetworkPolicies.
   */
  private static final String BESIDES = " Besides, %2$s, if this cluster enforces that: then %3$s.";

  /** What the policies of a tier do, and what to change; an administrator's come first. */
  private static final Map<Tier, Closing> CLOSINGS =
      Map.of(
          Tier.Admin,         new Closing("%s denies the port", "change that policy itself, since no NetworkPolicy opens what it denies"),
          Tier.NetworkPolicy, new Closing("no rule opens the port to the gateway", "let %s open the port"),
          Tier.Baseline,      new Closing("%s denies the port to pods that no NetworkPolicy binds", "write one that opens it, as policy.enforcement: Enforce does"));

  // spotless:on

  private Culprits() {}

  /** Names a culprit; empty where nothing is proved. */
  public static Optional<Blame> of(Case seen) {
    return TABLE.stream()
        .filter(row -> row.holds().test(seen))
        .findFirst()
        .map(
            row ->
                new Blame(
                    Culprit.of(
                        row.kind(),
                        String.join(
                            ", ",
                            row.kind() == Kind.PolicyOrCluster
                                ? seen.unread()
                                : seen.reading().policies())),
                    filled(row.grounds() + (seen.mayBeDenied() ? BESIDES : ""), seen)));
  }

  /**
   * A sentence on the policies that may close an outbound path, before the control shows whether
   * they do; empty where the text of all policies is read and opens the path.
   */
  public static Optional<String> suspected(StaticReading reading) {
    if (reading.kind() == StaticReading.Kind.Closed) {
      return Optional.of(
          "By their text policies close the port to the gateway: see them first, %s."
              .formatted(String.join(", ", reading.policies())));
    }
    return reading.notEvaluated().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Policies that are not evaluated may close the port to the gateway: see them first, %s."
                .formatted(String.join(", ", reading.notEvaluated())));
  }

  private static String filled(String template, Case seen) {
    String policies = String.join(", ", seen.reading().policies());
    Closing closing =
        CLOSINGS.getOrDefault(seen.reading().tier(), CLOSINGS.get(Tier.NetworkPolicy));
    return template.formatted(
        policies,
        closing.what().formatted(policies),
        closing.remedy().formatted(policies),
        String.join(", ", seen.unread()));
  }

  private record Row(Predicate<Case> holds, Kind kind, String grounds) {}

  private record Closing(String what, String remedy) {}

  /** The cause of a closed path; the grounds are the evidence, and where to look. */
  public record Blame(Culprit culprit, String grounds) {}

  /** In which way a path is not open. */
  public enum Manner {
    Silent,
    /** A filter rejects, or the server does not listen. */
    Refused,
    /** An answer came, but not the expected one. */
    Tampered
  }

  /** The result of the pod without the gateway's labels. */
  public enum Control {
    Through,
    Failing,
    /** There was no such pod, or it failed. */
    Missing,
    /** On an inbound path this pod is the only one that asks: it could not reach the gateway. */
    Itself
  }

  /**
   * The known facts about a path that is not open.
   *
   * @param reading what the text of the policies on the gateway says
   * @param unread those that are not evaluated and may be the reason
   * @param canary the canary's result in the path's direction and family
   * @param manner in which way the path is not open
   * @param second whether an unrelated second server was asked as well
   */
  public record Case(
      StaticReading reading,
      List<String> unread,
      Found canary,
      Manner manner,
      Control control,
      boolean second) {
    boolean isUnread() {
      return !unread.isEmpty();
    }

    boolean binds() {
      return canary != Found.Open;
    }

    /**
     * Whether an administrator's policy denies a path that fails in the pod without the labels too.
     */
    boolean mayBeDenied() {
      return closedByText() && reading.tier() != Tier.NetworkPolicy && control == Control.Failing;
    }

    boolean closedByText() {
      return reading.kind() == StaticReading.Kind.Closed && binds();
    }
  }
}
