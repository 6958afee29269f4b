package io.esgoperator.diagnose.identity;

import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Catalogue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether what the gateway's port 25 shows agrees with what the public DNS says of it: the name by
 * which it greets, and its certificate (RFC 8461 section 4.1, RFC 7672 section 3.1).
 *
 * @param certificates those that its ports show
 */
record NameAgreement(GatewayNames names, List<GatewayCertificate> certificates) {
  /** Where mail for a domain comes here, as far as it is known. */
  private static final Set<NameState> HERE =
      EnumSet.of(NameState.LeadsHere, NameState.LeadsSomewhere);

  /** Where another host than the gateway may take it, its certificate and pins are its own. */
  private static final Set<NameState> SURELY_HERE = EnumSet.of(NameState.LeadsHere);

  private static final Set<NameState> ANNOUNCED =
      EnumSet.of(
          NameState.TransportPolicyAgrees,
          NameState.TransportPolicyLeavesOut,
          NameState.TransportPolicyBroken);

  /** The mode of a domain that takes its policy back. */
  private static final String NO_POLICY = "none";

  /** What the public DNS says, with the comparisons, of which TLSA records become one. */
  List<NameAnswer> answers() {
    return Stream.of(
            names.answers().stream().map(this::compared),
            names.greetings().stream().map(this::greeting),
            Stream.concat(exchangers(HERE, domain -> true), names.greetings().stream())
                .distinct()
                .flatMap(this::certificate))
        .flatMap(some -> some)
        .toList();
  }

  private NameAnswer greeting(String host) {
    List<String> own =
        Stream.concat(
                names
                    .about(About.PTR)
                    .filter(answer -> answer.state() == NameState.Confirmed)
                    .flatMap(answer -> answer.told().stream()),
                exchangers(HERE, domain -> true))
            .distinct()
            .toList();
    return own.contains(host) || own.isEmpty() || own.stream().anyMatch(NameAgreement::isCut)
        ? new NameAnswer(About.GREETING, host, NameState.GreetsByItsName, List.of())
        : new NameAnswer(About.GREETING, host, NameState.GreetsByAnotherName, own);
  }

  private Stream<NameAnswer> certificate(String host) {
    List<GatewayCertificate> others =
        shown().filter(one -> one.moreNames() == null && !isFor(one, host)).toList();
    boolean isLookedAt = exchangers(SURELY_HERE, this::isAnnounced).anyMatch(host::equals);
    if (others.isEmpty()) {
      List<GatewayCertificate> own = shown().filter(one -> isFor(one, host)).toList();
      return own.stream()
          .limit(1)
          .map(
              one ->
                  isLookedAt && own.stream().anyMatch(GatewayCertificate::isSelfSigned)
                      ? NameState.CertificateSelfSigned
                      : NameState.CertificateNamesHost)
          .map(state -> new NameAnswer(About.CERTIFICATE, host, state, List.of()));
    }
    return Stream.of(
        new NameAnswer(
            About.CERTIFICATE,
            host,
            isLookedAt ? NameState.CertificateRefused : NameState.CertificateLacksHost,
            others.get(0).names().isEmpty()
                ? List.of(others.get(0).subject())
                : others.get(0).names()));
  }

  private NameAnswer compared(NameAnswer answer) {
    List<Boolean> matches =
        answer.state() == NameState.Pinned
            ? shown()
                .filter(one -> one.keyDigest() != null && one.digest() != null)
                .map(one -> answer.told().stream().anyMatch(pin -> isOf(pin, one)))
                .toList()
            : List.of();
    boolean isComparable = answer.told().stream().allMatch(NameAgreement::isComparable);
    boolean isHere = exchangers(SURELY_HERE, domain -> true).anyMatch(answer.subject()::equals);
    if (matches.isEmpty() || matches.contains(false) && !(isComparable && isHere)) {
      return answer;
    }
    return matches.contains(false)
        ? new NameAnswer(About.TLSA, answer.subject(), NameState.PinDiffers, answer.told())
        : new NameAnswer(About.TLSA, answer.subject(), NameState.PinMatches, answer.told());
  }

  /** The server's own certificate or key by SHA-256; what names an issuer is not compared. */
  private static boolean isComparable(String pin) {
    return pin.matches("3 [01] 1 [0-9a-f]{64}");
  }

  private static boolean isOf(String pin, GatewayCertificate one) {
    return pin.equals("3 1 1 " + one.keyDigest()) || pin.equals("3 0 1 " + one.digest());
  }

  /** Those of port 25. */
  private Stream<GatewayCertificate> shown() {
    return certificates.stream().filter(one -> one.paths().contains(Catalogue.SMTP_IN.name()));
  }

  private boolean isAnnounced(String domain) {
    return names
        .about(About.MTA_STS)
        .filter(answer -> answer.subject().equals(domain) && ANNOUNCED.contains(answer.state()))
        .anyMatch(answer -> !answer.told().contains(NO_POLICY));
  }

  /** The hosts to which mail for some of the domains is led; each is told before its addresses. */
  private Stream<String> exchangers(Set<NameState> states, Predicate<String> domains) {
    return names
        .about(About.MX)
        .filter(answer -> states.contains(answer.state()) && domains.test(answer.subject()))
        .flatMap(answer -> answer.told().stream())
        .map(host -> host.split(" ", 2)[0])
        .filter(Predicate.not(NameAgreement::isCut));
  }

  /** A name that had no room in the probe's message is no name to compare with. */
  private static boolean isCut(String name) {
    return name.endsWith("...");
  }

  /** By its names, of which one may begin with a wildcard for one label (RFC 6125 section 6.4). */
  private static boolean isFor(GatewayCertificate one, String host) {
    return one.names().contains(host) || one.names().contains(host.replaceFirst("^[^.]+", "*"));
  }
}
