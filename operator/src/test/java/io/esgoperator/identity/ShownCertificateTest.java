package io.esgoperator.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.RETURNS_DEFAULTS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.model.Sha256;
import io.esgoperator.probe.protocol.SelfSigned;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.stubbing.Answer;

class ShownCertificateTest {
  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;
  private static final int MAIL_ADDRESS = 1;

  /** Of what a test does not tell of a certificate: no bytes, and a key without a form. */
  private static final Answer<Object> UNENCODED =
      asked ->
          switch (asked.getMethod().getName()) {
            case "getEncoded" -> new byte[0];
            case "getPublicKey" -> mock(PublicKey.class);
            default -> RETURNS_DEFAULTS.answer(asked);
          };

  @Test
  void a_certificate_is_told_by_its_subject_its_issuer_its_names_its_term_and_its_digests()
      throws CertificateEncodingException {
    X509Certificate certificate = SelfSigned.of("mx.example.test").certificate();
    assertThat(ShownCertificate.of(certificate))
        .isEqualTo(
            new ShownCertificate(
                "CN=mx.example.test",
                "CN=mx.example.test",
                List.of("mx.example.test"),
                0,
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                Sha256.hex(certificate.getEncoded()),
                Sha256.hex(certificate.getPublicKey().getEncoded())));
  }

  @Test
  void names_are_in_small_letters_sorted_and_told_once_and_addresses_are_among_them() {
    assertThat(
            shown(
                List.of(DNS_NAME, "mx.example.net"),
                List.of(DNS_NAME, "MX.Example.net"),
                List.of(DNS_NAME, "*.example.net"),
                List.of(ADDRESS, "203.0.113.25"),
                List.of(ADDRESS, "2001:db8:0:0:0:0:0:25"),
                List.of(MAIL_ADDRESS, "root@example.net")))
        .satisfies(
            shown -> {
              assertThat(shown.names())
                  .containsExactly(
                      "*.example.net", "2001:db8::25", "203.0.113.25", "mx.example.net");
              assertThat(shown.more()).isZero();
            });
  }

  @Test
  void names_that_have_no_room_are_counted() {
    ShownCertificate shown =
        shown(
            IntStream.range(100, 200)
                .mapToObj(number -> List.of(DNS_NAME, "mx%d.example.net".formatted(number)))
                .toArray(List[]::new));
    assertThat(String.join("", shown.names())).hasSizeLessThanOrEqualTo(ShownCertificate.ROOM);
    assertThat(shown.names()).hasSize(ShownCertificate.ROOM / "mx100.example.net".length());
    assertThat(shown.more()).isEqualTo(100 - shown.names().size());
  }

  @ParameterizedTest
  @CsvSource({"100, 0", "101, 1"})
  void names_may_fill_the_room(int length, int more) {
    assertThat(
            shown(
                    List.of(DNS_NAME, "a".repeat(100)),
                    List.of(DNS_NAME, "b".repeat(100)),
                    List.of(DNS_NAME, "c".repeat(length)))
                .more())
        .isEqualTo(more);
  }

  @Test
  void a_name_that_no_host_has_is_not_told() {
    assertThat(shown(List.of(DNS_NAME, "two words"), List.of(DNS_NAME, "\u001b[2J")).names())
        .isEmpty();
  }

  @Test
  void a_certificate_without_names_is_for_none() throws CertificateParsingException {
    X509Certificate certificate = certificate();
    when(certificate.getSubjectAlternativeNames()).thenReturn(null);
    assertThat(ShownCertificate.of(certificate).names()).isEmpty();
  }

  @Test
  void names_that_cannot_be_read_are_none() throws CertificateParsingException {
    X509Certificate certificate = certificate();
    when(certificate.getSubjectAlternativeNames()).thenThrow(new CertificateParsingException());
    assertThat(ShownCertificate.of(certificate).names()).isEmpty();
  }

  @Test
  void one_that_has_no_form_has_no_digests() throws CertificateEncodingException {
    X509Certificate certificate = certificate();
    doThrow(new CertificateEncodingException()).when(certificate).getEncoded();
    assertThat(ShownCertificate.of(certificate))
        .extracting(ShownCertificate::digest, ShownCertificate::keyDigest)
        .containsExactly("", "");
  }

  @ParameterizedTest
  @CsvSource({
    "1950-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
    "1970-01-01T00:00:01Z, 1970-01-01T00:00:01Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    "+10000-01-01T13:00:00Z, 9999-12-31T23:59:59Z",
  })
  void a_date_that_no_report_takes_is_told_as_the_nearest_one(String date, String told) {
    X509Certificate certificate = certificate();
    Date any = Date.from(Instant.parse(date));
    when(certificate.getNotBefore()).thenReturn(any);
    when(certificate.getNotAfter()).thenReturn(any);
    assertThat(ShownCertificate.of(certificate))
        .extracting(ShownCertificate::from, ShownCertificate::until)
        .containsOnly(Instant.parse(told));
  }

  @Test
  void a_long_subject_is_cut() throws CertificateParsingException {
    X509Certificate certificate = certificate();
    when(certificate.getSubjectX500Principal())
        .thenReturn(new X500Principal("CN=" + "x".repeat(200)));
    assertThat(ShownCertificate.of(certificate).subject())
        .hasSize(ShownCertificate.NAME_LENGTH)
        .startsWith("CN=xxx")
        .endsWith("...");
  }

  private static ShownCertificate shown(List<?>... names) {
    try {
      X509Certificate certificate = certificate();
      Collection<List<?>> all = Stream.of(names).<List<?>>map(name -> name).toList();
      when(certificate.getSubjectAlternativeNames()).thenReturn(all);
      return ShownCertificate.of(certificate);
    } catch (CertificateParsingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509Certificate certificate() {
    X509Certificate certificate = mock(X509Certificate.class, UNENCODED);
    X500Principal name = new X500Principal("CN=mx.example.net");
    when(certificate.getSubjectX500Principal()).thenReturn(name);
    when(certificate.getIssuerX500Principal()).thenReturn(name);
    when(certificate.getNotBefore()).thenReturn(new Date(0));
    when(certificate.getNotAfter()).thenReturn(new Date(1_000));
    return certificate;
  }
}
