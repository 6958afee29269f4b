package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec.Egress;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.Catalogue;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the gateway leaves by the addresses that the spec expects. */
public final class EgressExpectation {
  /** The reason where the spec expects none. */
  public static final String NONE = "NothingExpected";

  private static final String ANOTHER =
      "The gateway leaves by %s, and spec.egress.expected has %s: receivers look for PTR and SPF of the address that they see, and refuse mail from another one or take it for spam. Do: lead the gateway's pods out by the expected address (the cloud's NAT gateway, the network plugin's egress gateway or the firewall's source NAT), or add the other one to spec.egress.expected, PTR and SPF.";

  private static final String NOT_TOLD =
      "No server tells by which address the gateway leaves: name one that does in spec.egress.reflector or spec.probe.dnsReflector.";

  private EgressExpectation() {}

  /**
   * Compares.
   *
   * @param known those by which it leaves
   * @param isUnproved whether no round has ended yet
   */
  public static ConditionState of(Egress egress, List<EgressAddress> known, boolean isUnproved) {
    if (egress.expected().isEmpty()) {
      return ConditionState.isTrue(NONE, "spec.egress.expected names no address.");
    }
    if (known.isEmpty()) {
      return isUnproved
          ? ConditionState.isUnknown(
              Reason.NotProbedYet.name(), "The first round of probes has not ended yet.")
          : ConditionState.isUnknown("NotTold", NOT_TOLD);
    }
    List<EgressAddress> others =
        known.stream()
            .filter(one -> isOfMail(one, known))
            .filter(one -> !egress.isExpected(one.address()))
            .toList();
    return others.isEmpty()
        ? ConditionState.isTrue("AsExpected", "The gateway leaves by " + listed(known) + ".")
        : ConditionState.isFalse(
            "AnotherAddress",
            ANOTHER.formatted(listed(others), String.join(", ", egress.expected())));
  }

  /**
   * Whether mail leaves by it: where no mail server tells an address of its family, other servers
   * stand for them.
   */
  static boolean isOfMail(EgressAddress one, List<EgressAddress> known) {
    return isSeenByMailServers(one)
        || known.stream()
            .filter(other -> other.family() == one.family())
            .noneMatch(EgressExpectation::isSeenByMailServers);
  }

  private static boolean isSeenByMailServers(EgressAddress one) {
    return one.paths().contains(Catalogue.SMTP_OUT.name());
  }

  /** Addresses, each with its paths and the servers that tell it. */
  public static String listed(List<EgressAddress> some) {
    return some.stream()
        .map(
            one ->
                "%s (%s, seen by %s)"
                    .formatted(
                        one.address(),
                        String.join(", ", one.paths()),
                        String.join(", ", one.seenBy())))
        .collect(Collectors.joining(" and "));
  }
}
