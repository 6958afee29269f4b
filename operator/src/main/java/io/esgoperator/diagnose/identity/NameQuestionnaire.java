package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.identity.WorldAddresses;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Path;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.Entrance;
import java.util.List;
import java.util.stream.Stream;

/** The questions about an instance's names. */
public final class NameQuestionnaire {
  private static final WorldAddresses WORLD = new WorldAddresses();

  private NameQuestionnaire() {}

  /**
   * The questions of now.
   *
   * @param outbound the plan of a round, with the root's servers
   * @param inbound the plan of a round, with the addresses at which the gateway takes mail
   */
  public static NameQuestions of(EsgInstance instance, ProbePlan outbound, ProbePlan inbound) {
    EsgInstanceSpec spec = instance.getSpec();
    return new NameQuestions(
        peers(outbound, Catalogue.DNS_UDP).toList(),
        addresses(instance),
        spec.domains(),
        Stream.concat(
                spec.publicAddresses().stream(),
                peers(inbound, Catalogue.SMTP_IN)
                    .filter(address -> EgressAddresses.isOfTheWorld(address, spec)))
            .distinct()
            .toList(),
        spec.egress().blockLists());
  }

  /**
   * The addresses by which mail leaves: those that are expected, and those that servers see. The
   * public DNS has no names for a private network's, whatever is expected inside.
   */
  public static List<String> addresses(EsgInstance instance) {
    List<EgressAddress> known = instance.lastStatus().egress();
    return Stream.concat(
            instance.getSpec().egress().expected().stream()
                .flatMap(Cidr::literals)
                .map(AddressText::of),
            known.stream()
                .filter(one -> EgressExpectation.isOfMail(one, known))
                .map(EgressAddress::address))
        .filter(address -> WORLD.test(Cidr.literal(address)))
        .distinct()
        .limit(NameQuestions.MOST_ADDRESSES)
        .toList();
  }

  private static Stream<String> peers(ProbePlan plan, Path path) {
    return plan.paths().stream()
        .filter(planned -> Entrance.pathOf(planned.name()).equals(path.name()))
        .flatMap(planned -> planned.peers().stream())
        .map(ProbePlan.Peer::address)
        .distinct();
  }
}
