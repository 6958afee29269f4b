package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.diagnose.identity.NameMeaning.Standing;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the gateway's names are as receivers want them, and whether block lists have it. */
public final class NamesInOrder {
  /** The reason where the spec asks for nothing. */
  public static final String NONE = "NothingAsked";

  private static final String NO_ADDRESS =
      "No public address is known by which the gateway leaves, so neither PTR, SPF nor block lists can be asked about it: name it in spec.egress.expected.";

  private NamesInOrder() {}

  /**
   * PTR, SPF, MX, MTA-STS and TLSA, for the spec's domains, beside what port 25 shows.
   *
   * @param names null while nothing was asked
   * @param certificates those that the gateway's ports show
   */
  public static ConditionState ofDomains(
      EsgInstanceSpec spec, GatewayNames names, List<GatewayCertificate> certificates) {
    return of(
        !spec.domains().isEmpty(),
        names,
        shown ->
            new NameAgreement(shown, certificates)
                .answers().stream().filter(one -> one.about() != About.DNSBL),
        "InOrder");
  }

  /** The spec's block lists. */
  public static ConditionState ofLists(EsgInstanceSpec spec, GatewayNames names) {
    return of(
        !spec.egress().blockLists().isEmpty(),
        names,
        shown -> shown.about(About.DNSBL),
        "NotListed");
  }

  private static ConditionState of(
      boolean isAsked,
      GatewayNames names,
      Function<GatewayNames, Stream<NameAnswer>> some,
      String good) {
    if (!isAsked) {
      return ConditionState.isTrue(NONE, "The spec asks for none of it.");
    }
    if (names == null) {
      return ConditionState.isUnknown("NotAskedYet", "The public DNS was not asked yet.");
    }
    List<NameAnswer> answers = some.apply(names).toList();
    List<NameAnswer> amiss = among(answers, Standing.AMISS).toList();
    if (!amiss.isEmpty()) {
      return ConditionState.isFalse(
          amiss.get(0).state().name(),
          amiss.stream()
              .map(NamesInOrder::withConsequence)
              .distinct()
              .collect(Collectors.joining(" ")));
    }
    if (names.problem() != null) {
      return ConditionState.isUnknown("NotAsked", names.problem());
    }
    if (names.addresses().isEmpty()) {
      return ConditionState.isUnknown("NoAddress", NO_ADDRESS);
    }
    List<NameAnswer> unknown = among(answers, Standing.UNKNOWN).toList();
    return unknown.isEmpty()
        ? ConditionState.isTrue(good, told(answers.stream()))
        : ConditionState.isUnknown(unknown.get(0).state().name(), told(unknown.stream()));
  }

  private static String withConsequence(NameAnswer answer) {
    NameMeaning meaning = NameMeaning.of(answer.state());
    return meaning.sentence(answer) + ". " + meaning.consequence(answer) + ".";
  }

  private static String told(Stream<NameAnswer> answers) {
    return answers
        .filter(answer -> NameMeaning.of(answer.state()).tells())
        .map(answer -> NameMeaning.of(answer.state()).sentence(answer) + ".")
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static Stream<NameAnswer> among(List<NameAnswer> answers, Standing standing) {
    return answers.stream().filter(answer -> NameMeaning.of(answer.state()).standing() == standing);
  }
}
