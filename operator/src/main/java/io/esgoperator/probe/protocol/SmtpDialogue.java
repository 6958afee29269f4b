package io.esgoperator.probe.protocol;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A mail server's answers, and whether something on the path has changed them (protocols.md section
 * 4.2).
 *
 * @param greeting its lines (RFC 5321 section 4.2)
 * @param capabilities the lines of its answer to EHLO; empty without one
 * @param startTls its answer to STARTTLS; null where it was not asked
 * @param complaint what is wrong with the certificate that it showed then; null where nothing is
 * @param remark on what the server did after its greeting; null where there is nothing to tell
 */
record SmtpDialogue(
    List<String> greeting,
    List<String> capabilities,
    String startTls,
    String complaint,
    String remark,
    Turnout turnout) {
  /** What came of it. */
  enum Turnout {
    Taken,
    /** The server did not take EHLO. */
    Declined,
    /** It took STARTTLS, and TLS was cut or refused, although it is known to speak it. */
    Cut
  }

  /** The pattern by which Postfix recognises a PIX (smtp_proto.c). */
  private static final Pattern MASKED_BANNER = Pattern.compile("220[ -](?=.*\\*)[20 *\\t]*");

  /** A line of asterisks alone, which frames a text where another line has one. */
  private static final Pattern FRAME = Pattern.compile("220[ -][* \\t]*");

  private static final Pattern NOTHING = Pattern.compile("220([ -][20 *\\t]*)?");

  /**
   * Overwritten with X and often a final A, at the length of STARTTLS, which CHUNKING and others
   * share.
   */
  private static final String MASKED_STARTTLS = "250[ -]X{7}[A-Z]";

  private static final String MASKED_CAPABILITY = "250[ -]X{3,}[A-Z]?( .*)?";

  /**
   * The name behind the code of the first line of a greeting or an answer to EHLO. A word without a
   * dot, or a host's own name for itself, is many servers'.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)2[25]0[ -](?!localhost)((?:[a-z0-9_-]+\\.){1,126}[a-z][a-z0-9-]+)(?:[^a-z0-9-].*)?");

  /**
   * An address behind the server's own name in the first line of the answer to EHLO: many servers
   * greet the client there by the address that they see (RFC 5321 section 4.1.3 has its form).
   */
  private static final Pattern CLIENT =
      Pattern.compile("\\[(?:IPv6:)?([0-9a-fA-F.:]+)]", Pattern.CASE_INSENSITIVE);

  static SmtpDialogue greeted(List<String> greeting) {
    return new SmtpDialogue(greeting, List.of(), null, null, null, Turnout.Taken);
  }

  /** Whether the greeting is one; a code may stand without a blank behind it. */
  boolean greets() {
    return word().matches("[245][0-9][0-9]([^0-9].*)?");
  }

  /** Whether the server waits for EHLO. */
  boolean isReady() {
    return word().startsWith("220") && remark == null;
  }

  /** The greeting's last line. */
  String word() {
    return last(greeting);
  }

  /** After EHLO, which a server may refuse or put off for reasons of its own. */
  SmtpDialogue welcomed(List<String> answer) {
    SmtpDialogue welcomed = new SmtpDialogue(greeting, answer, null, null, null, turnout);
    return welcomed.isWelcome()
        ? welcomed
        : welcomed.declining("EHLO was answered with " + last(answer));
  }

  /** After EHLO inside TLS, where a server that wants a client certificate may refuse it. */
  SmtpDialogue welcomedAgain(List<String> answer) {
    return last(answer).startsWith("250")
        ? this
        : remarking("EHLO after STARTTLS was answered with " + last(answer));
  }

  SmtpDialogue startingTls(String answer) {
    return new SmtpDialogue(greeting, capabilities, answer, null, remark, turnout);
  }

  SmtpDialogue complainedOf(String fault) {
    return new SmtpDialogue(greeting, capabilities, startTls, fault, remark, turnout);
  }

  SmtpDialogue remarking(String text) {
    return new SmtpDialogue(greeting, capabilities, startTls, complaint, text, turnout);
  }

  SmtpDialogue declining(String text) {
    return new SmtpDialogue(greeting, capabilities, startTls, complaint, text, Turnout.Declined);
  }

  SmtpDialogue cutting(String text) {
    return new SmtpDialogue(greeting, capabilities, startTls, complaint, text, Turnout.Cut);
  }

  boolean isWelcome() {
    return !capabilities.isEmpty() && last(capabilities).startsWith("250");
  }

  /**
   * The names by which the server calls itself, and the address by which it greets the client; none
   * where it greets by several.
   */
  Told told() {
    List<InetAddress> clients =
        isWelcome()
            ? CLIENT
                .matcher(capabilities.get(0).replaceFirst("^250[ -]\\S*", ""))
                .results()
                .map(greeted -> greeted.group(1))
                .flatMap(Cidr::literals)
                .distinct()
                .toList()
            : List.of();
    return (clients.size() == 1 ? Told.client(clients.get(0)) : Told.NOTHING)
        .calling(
            Stream.of(greeting, capabilities)
                .flatMap(lines -> name(lines).stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(Told::isHost)
                .distinct()
                .toList());
  }

  private static Optional<String> name(List<String> lines) {
    return lines.stream()
        .limit(1)
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .findFirst();
  }

  ProbeResult judge(Inspection inspection) {
    return tampering(inspection).orElseGet(this::answered);
  }

  private ProbeResult answered() {
    ProbeResult result =
        turnout == Turnout.Declined || !word().startsWith("220")
            ? ProbeResult.declined(evidence())
            : ProbeResult.answered(evidence());
    return name(greeting).map(name -> result.marked(name, Finding.SameEverywhere)).orElse(result);
  }

  private String evidence() {
    return word() + (remark == null ? "" : "; " + remark);
  }

  static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  private Optional<ProbeResult> tampering(Inspection inspection) {
    if (!inspection.on() || !word().startsWith("220")) {
      return Optional.empty();
    }
    Optional<String> banner = greeting.stream().filter(this::isMasked).findFirst();
    if (banner.isPresent()) {
      return found(Finding.BannerMasked, "greeting: " + banner.get());
    }
    if (!isWelcome()) {
      return Optional.empty();
    }
    Optional<String> masked = masked(MASKED_STARTTLS);
    if (masked.isPresent() && !offersStartTls()) {
      return found(Finding.StartTlsMasked, "EHLO was answered with the line " + masked.get());
    }
    Optional<String> other = masked(MASKED_CAPABILITY);
    if (other.isPresent()) {
      return found(Finding.CapabilityMasked, "EHLO was answered with the line " + other.get());
    }
    if (inspection.expects(Trait.StartTls) && !offersStartTls()) {
      return found(
          Finding.StartTlsStripped,
          "STARTTLS was answered with %s, and EHLO without it: %s"
              .formatted(startTls, String.join(", ", capabilities)));
    }
    if (turnout == Turnout.Cut) {
      return found(Finding.StartTlsCut, evidence());
    }
    return inspection.expects(Trait.TrustedCertificate) && complaint != null
        ? found(Finding.ForeignCertificate, "after STARTTLS a " + complaint)
        : Optional.empty();
  }

  private boolean isMasked(String line) {
    return MASKED_BANNER.matcher(line).matches()
        && (!FRAME.matcher(line).matches()
            || greeting.stream().allMatch(other -> NOTHING.matcher(other).matches()));
  }

  /** Keywords come in any case, and may have parameters (RFC 5321 section 4.1.1.1). */
  boolean offersStartTls() {
    return capabilities.stream().anyMatch(line -> line.matches("(?i)250[ -]STARTTLS(\\s.*)?"));
  }

  /** The first line has the server's name and no keyword (RFC 5321 section 4.1.1.1). */
  private Optional<String> masked(String pattern) {
    return capabilities.stream().skip(1).filter(line -> line.matches(pattern)).findFirst();
  }

  private static Optional<ProbeResult> found(Finding finding, String evidence) {
    return Optional.of(new ProbeResult(finding, evidence));
  }
}
