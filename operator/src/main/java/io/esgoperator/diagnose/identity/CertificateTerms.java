package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.model.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the certificates of the gateway's ports are in their term, and for how long.
 *
 * @param certificates the one that ends first at the front
 * @param rows the paths, of which one may carry the renewal
 */
public record CertificateTerms(List<GatewayCertificate> certificates, List<PathStatus> rows) {
  /** The reason where no port shows a certificate. */
  public static final String NONE = "NoneShown";

  /** The reason where each is valid for more than 14 days. */
  public static final String VALID = Term.Valid.name();

  /** Let's Encrypt renews 30 days before the end: so late, the renewal has failed for long. */
  private static final Duration SOON = Duration.ofDays(14);

  private static final Duration AT_ONCE = Duration.ofDays(3);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  private static final String LOST =
      " Mail programs and browsers warn or refuse without a valid one, and so do servers that check it (MTA-STS, DANE).";

  /** Where a certificate stands in its term; the worst first. */
  private enum Term {
    Expired("ended on %s"),
    NotYetValid("begins on %s"),
    EndsWithin3Days("ends on %s"),
    EndsWithin14Days("ends on %s"),
    Valid("is valid until %s");

    private final String phrase;

    Term(String phrase) {
      this.phrase = phrase;
    }

    static Term of(GatewayCertificate certificate, Instant now) {
      if (certificate.until().isBefore(now)) {
        return Expired;
      }
      if (certificate.from().isAfter(now)) {
        return NotYetValid;
      }
      Duration left = Duration.between(now, certificate.until());
      return left.compareTo(AT_ONCE) <= 0
          ? EndsWithin3Days
          : left.compareTo(SOON) <= 0 ? EndsWithin14Days : Valid;
    }

    String phrase(GatewayCertificate certificate) {
      return phrase.formatted(
          DAY.format(this == NotYetValid ? certificate.from() : certificate.until()));
    }
  }

  /** Judges all by the worst one. */
  public ConditionState at(Instant now) {
    if (certificates.isEmpty()) {
      return ConditionState.isTrue(NONE, "No port of the gateway has shown a certificate.");
    }
    Term worst =
        certificates.stream()
            .map(certificate -> Term.of(certificate, now))
            .min(Term::compareTo)
            .orElseThrow();
    String sentences =
        certificates.stream()
            .filter(
                certificate -> (Term.of(certificate, now) == Term.Valid) == (worst == Term.Valid))
            .map(certificate -> sentence(certificate, Term.of(certificate, now)))
            .collect(Collectors.joining(" "));
    return worst == Term.Valid
        ? ConditionState.isTrue(worst.name(), sentences)
        : ConditionState.isFalse(worst.name(), sentences + LOST + " Do: " + remedy(worst));
  }

  private static String sentence(GatewayCertificate certificate, Term term) {
    return "The certificate of %s (%s%s) %s."
        .formatted(
            String.join(", ", certificate.paths()),
            certificate.subject(),
            certificate.isSelfSigned() ? ", signed by itself" : "",
            term.phrase(certificate));
  }

  private String remedy(Term worst) {
    return worst == Term.NotYetValid
        ? "look at the clock of the machine that issued it, or put the one before back."
        : "renew it. " + renewal();
  }

  /** ACME asks at port 80 whether the gateway has the name (RFC 8555 section 8.3). */
  private String renewal() {
    Optional<PathStatus> closed =
        renewals().filter(row -> row.verdict() != Verdict.Open).findFirst();
    return closed
        .map(
            row ->
                "Renewal over HTTP needs path certificate-renewal (TCP 80 in), which is %s: see to that first."
                    .formatted(row.verdict()))
        .orElseGet(
            () ->
                renewals().findAny().isPresent()
                    ? "Its renewal's path, certificate-renewal (TCP 80 in), is open: look at the log of the gateway's ACME client."
                    : "If Let's Encrypt renews it over HTTP, port 80 must be open: declare services.certificateRenewal.");
  }

  private Stream<PathStatus> renewals() {
    return rows.stream().filter(row -> row.name().equals(Catalogue.CERTIFICATE_RENEWAL.name()));
  }
}
