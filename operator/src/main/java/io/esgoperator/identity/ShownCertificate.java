package io.esgoperator.identity;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.PlainText;
import io.esgoperator.model.Sha256;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate as a port shows it, short enough for a report (RFC 5280).
 *
 * @param subject its distinguished name (RFC 2253), cut at {@link #NAME_LENGTH} bytes
 * @param issuer the same of its issuer
 * @param names the hosts that it is for, by its subjectAltName: names and addresses as sorted text,
 *     together {@link #ROOM} characters at most
 * @param more how many further names have no room
 * @param from when it begins to be valid, in whole seconds, {@link #EARLIEST} to {@link #LATEST}
 * @param until when it ends, within the same
 * @param digest SHA-256 of the whole of it in hexadecimal digits; empty where it is not told
 * @param keyDigest the same of its public key (subjectPublicKeyInfo), for TLSA records
 */
public record ShownCertificate(
    String subject,
    String issuer,
    List<String> names,
    int more,
    Instant from,
    Instant until,
    String digest,
    String keyDigest) {
  /** Bytes of a distinguished name. */
  public static final int NAME_LENGTH = 100;

  /** Characters of all names together. */
  public static final int ROOM = 300;

  /** More than any certificate in use has. */
  public static final int MOST_NAMES = 10_000;

  /** An older date is told as this one: a stranger writes any. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** The end of certificates without an end (RFC 5280 section 4.1.2.5). */
  public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{64})?");

  private static final Pattern NAME = Pattern.compile("[a-z0-9*._:-]{0,253}");

  /** The types of a subjectAltName (RFC 5280 section 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private static final int ADDRESS = 7;

  public ShownCertificate {
    names = List.copyOf(names);
  }

  public static ShownCertificate of(X509Certificate shown) {
    List<String> all = names(shown);
    List<String> fitting = new ArrayList<>();
    int room = ROOM;
    for (String name : all) {
      room -= name.length();
      if (room >= 0) {
        fitting.add(name);
      }
    }
    return new ShownCertificate(
        text(shown.getSubjectX500Principal()),
        text(shown.getIssuerX500Principal()),
        fitting,
        all.size() - fitting.size(),
        time(shown.getNotBefore()),
        time(shown.getNotAfter()),
        digest(shown),
        keyDigest(shown.getPublicKey()));
  }

  private static Instant time(Date told) {
    Instant whole = told.toInstant().truncatedTo(ChronoUnit.SECONDS);
    return whole.isBefore(EARLIEST) ? EARLIEST : whole.isAfter(LATEST) ? LATEST : whole;
  }

  private static String digest(X509Certificate shown) {
    try {
      return Sha256.hex(shown.getEncoded());
    } catch (CertificateEncodingException unreadable) {
      return "";
    }
  }

  /** A key of an algorithm that Java does not know may have no form. */
  private static String keyDigest(PublicKey key) {
    return key.getEncoded() == null ? "" : Sha256.hex(key.getEncoded());
  }

  /** Whether a text is a digest, or the empty one of a certificate that tells none. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /** Whether a text can be a name or an address in a certificate. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  private static String text(X500Principal principal) {
    return PlainText.line(principal.getName(), NAME_LENGTH);
  }

  private static List<String> names(X509Certificate shown) {
    try {
      return Objects.requireNonNullElse(shown.getSubjectAlternativeNames(), List.<List<?>>of())
          .stream()
          .flatMap(ShownCertificate::name)
          .distinct()
          .sorted()
          .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private static Stream<String> name(List<?> entry) {
    return switch ((Integer) entry.get(0)) {
      case DNS_NAME ->
          Stream.of(entry.get(1).toString().toLowerCase(Locale.ROOT))
              .filter(ShownCertificate::isName);
      case ADDRESS -> Cidr.literals(entry.get(1).toString()).map(AddressText::of);
      default -> Stream.empty();
    };
  }
}
