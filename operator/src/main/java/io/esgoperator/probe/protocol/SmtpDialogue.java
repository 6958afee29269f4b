package io.esgoperator.probe.protocol;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A mail server's answers, and whether something on the path has changed them (protocols.md section
 * 4.2).
 *
 * @param capabilities the lines of its answer to EHLO
 * @param startTls its answer to STARTTLS; null where it was not asked
 * @param complaint what is wrong with the certificate that it showed then; null where nothing is
 */
record SmtpDialogue(String greeting, List<String> capabilities, String startTls, String complaint) {
  /** The pattern by which Postfix recognises a PIX (smtp_proto.c). */
  private static final String MASKED_BANNER = "220[ -](?=.*\\*)[20 *\\t]*";

  /**
   * Overwritten with X and often a final A, at the length of STARTTLS, which CHUNKING and others
   * share.
   */
  private static final String MASKED_STARTTLS = "250[ -]X{7}[A-Z]";

  private static final String MASKED_CAPABILITY = "250[ -]X{3,}[A-Z]?( .*)?";

  /** A server that refuses to talk for reasons of its own: the path is open. */
  static SmtpDialogue refused(String greeting) {
    return new SmtpDialogue(greeting, List.of(), null, null);
  }

  ProbeResult judge(Inspection inspection) {
    return tampering(inspection)
        .orElseGet(
            () ->
                ProbeResult.answered(greeting)
                    .marked(
                        greeting.replaceFirst("^(220[ -][^ ]*).*", "$1"), Finding.SameEverywhere));
  }

  private Optional<ProbeResult> tampering(Inspection inspection) {
    if (!inspection.on() || !greeting.startsWith("220")) {
      return Optional.empty();
    }
    if (greeting.matches(MASKED_BANNER)) {
      return found(Finding.BannerMasked, "greeting: " + greeting);
    }
    Optional<String> masked = capability(line -> line.matches(MASKED_STARTTLS));
    if (masked.isPresent() && !offersStartTls()) {
      return found(Finding.StartTlsMasked, "EHLO was answered with the line " + masked.get());
    }
    Optional<String> other = capability(line -> line.matches(MASKED_CAPABILITY));
    if (other.isPresent()) {
      return found(Finding.CapabilityMasked, "EHLO was answered with the line " + other.get());
    }
    if (inspection.expects(Trait.StartTls) && !offersStartTls()) {
      return found(
          Finding.StartTlsStripped,
          "STARTTLS was answered with %s, and EHLO without it: %s"
              .formatted(startTls, String.join(", ", capabilities)));
    }
    return inspection.expects(Trait.TrustedCertificate) && complaint != null
        ? found(Finding.ForeignCertificate, "after STARTTLS a " + complaint)
        : Optional.empty();
  }

  boolean offersStartTls() {
    return capability(line -> line.matches("250[ -]STARTTLS")).isPresent();
  }

  private Optional<String> capability(Predicate<String> like) {
    return capabilities.stream().filter(like).findFirst();
  }

  private static Optional<ProbeResult> found(Finding finding, String evidence) {
    return Optional.of(new ProbeResult(finding, evidence));
  }
}
