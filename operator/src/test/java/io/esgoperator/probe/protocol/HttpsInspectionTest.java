package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTPS prober against web servers, and against what sits in their place. */
class HttpsInspectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final SelfSigned SERVER = SelfSigned.of("web1.example.test");

  @Test
  void a_server_as_it_is_known_answers() throws IOException {
    assertThat(ask(selecting("h2", "http/1.1"), Trait.Tls13, Trait.Http2))
        .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK").telling(SERVER.told()));
  }

  @Test
  void where_trust_is_expected_a_certificate_of_an_unknown_authority_is_foreign()
      throws IOException {
    ProbeResult result = ask(null, "web1.example.test", tls -> {}, Trait.TrustedCertificate);
    assertThat(result.finding()).isEqualTo(Finding.ForeignCertificate);
    assertThat(result.evidence())
        .startsWith("certificate for CN=web1.example.test issued by CN=web1.example.test: ");
  }

  @Test
  void an_expired_certificate_of_a_trusted_authority_is_its_owners() throws IOException {
    SelfSigned authority = SelfSigned.of("authority.example.test");
    SelfSigned expired = authority.signing("web1.example.test", Duration.ofHours(-1));
    try (LoopbackPeer peer =
        new LoopbackPeer(connection -> answer(expired.accept(connection, tls -> {})))) {
      ProbeResult result =
          peer.ask(
              new Probers(new Trust(authority.pem()))
                  .forApplication(
                      Application.Https,
                      new Inspection(
                          true, List.of(Trait.TrustedCertificate), List.of(), List.of())),
              "web1.example.test",
              TIMEOUT);
      assertThat(result.finding()).isEqualTo(Finding.Answered);
      assertThat(result.evidence()).contains("NotAfter");
      assertThat(result.mark()).isNull();
    }
  }

  /** As DNS writes a full name; TLS has none (RFC 6066 section 3). */
  @Test
  void a_name_with_a_dot_at_its_end_is_the_name_without_it() throws IOException {
    assertThat(ask(SERVER.pem(), "web1.example.test.", tls -> {}, Trait.TrustedCertificate))
        .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK").telling(SERVER.told()));
  }

  /** A usage that Java misses (RFC 5280 sections 4.2.1.3 and 4.2.1.12). */
  static Stream<Arguments> usages() {
    return Stream.of(
        Arguments.of(
            Extension.keyUsage,
            new KeyUsage(KeyUsage.keyAgreement),
            "KeyUsage does not allow digital signatures"),
        Arguments.of(
            Extension.extendedKeyUsage,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth),
            "Extended key usage does not permit use for TLS server authentication"));
  }

  @ParameterizedTest
  @MethodSource("usages")
  void a_trusted_certificate_for_another_use_is_its_owners(
      ASN1ObjectIdentifier extension, ASN1Object usage, String remark) throws IOException {
    SelfSigned authority = SelfSigned.authority("authority.example.test");
    assertOwn(authority, authority.signing("web1.example.test", extension, usage), remark);
  }

  /** As many private ones are made; RFC 5280 section 6.1.1 asks nothing of what one trusts. */
  @Test
  void an_authority_that_the_user_trusts_and_that_does_not_say_that_it_is_one_is_the_users()
      throws IOException {
    SelfSigned authority = SelfSigned.of("authority.example.test");
    assertOwn(
        authority,
        authority.signing("web1.example.test", Duration.ofHours(1)),
        "is not a CA certificate");
  }

  private static void assertOwn(SelfSigned authority, SelfSigned server, String remark)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(connection -> answer(server.accept(connection, tls -> {})))) {
      ProbeResult result =
          peer.ask(prober(authority.pem(), Trait.TrustedCertificate), "web1.example.test", TIMEOUT);
      assertThat(result.finding()).as(result.toString()).isEqualTo(Finding.Answered);
      assertThat(result.evidence())
          .startsWith("HTTP/1.1 200 OK; certificate for ")
          .endsWith(remark);
      assertThat(result.mark()).isNull();
    }
  }

  @Test
  void a_private_authority_is_a_remark_and_the_mark() throws IOException {
    assertThat(ask(null, "web1.example.test", tls -> {}))
        .satisfies(
            result -> {
              assertThat(result.finding()).isEqualTo(Finding.Answered);
              assertThat(result.evidence())
                  .isEqualTo(
                      "HTTP/1.1 200 OK; issued by CN=web1.example.test, which is not trusted:"
                          + " if it is yours, add it to trustedCertificates; if not, something decrypts");
              assertThat(result.mark().text()).startsWith("issued by CN=web1.example.test, key ");
              assertThat(result.mark().shared()).isEqualTo(Finding.ForeignCertificate);
            });
  }

  @Test
  void where_trust_is_expected_a_trusted_certificate_for_another_name_is_foreign()
      throws IOException {
    ProbeResult result =
        ask(SERVER.pem(), "web2.example.test", tls -> {}, Trait.TrustedCertificate);
    assertThat(result.finding()).isEqualTo(Finding.ForeignCertificate);
    assertThat(result.evidence()).contains("issued by CN=web1.example.test", "web2.example.test");
  }

  @Test
  void a_trusted_certificate_for_another_name_is_a_remark() throws IOException {
    ProbeResult result = ask(SERVER.pem(), "web2.example.test", tls -> {});
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.mark()).isNull();
    assertThat(result.evidence())
        .startsWith("HTTP/1.1 200 OK; certificate for CN=web1.example.test")
        .contains("web2.example.test");
  }

  @Test
  void an_address_has_no_name_that_a_certificate_could_miss() throws IOException {
    assertThat(ask(SERVER.pem(), "127.0.0.1", tls -> {}).finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void an_older_version_of_tls_is_missed_only_where_the_peer_is_known_to_speak_a_newer_one()
      throws IOException {
    Consumer<SSLSocket> old = tls -> tls.setEnabledProtocols(new String[] {"TLSv1.2"});
    assertThat(ask(old, Trait.Tls13))
        .isEqualTo(new ProbeResult(Finding.TlsLowered, "offered TLS 1.3, got TLSv1.2"));
    assertThat(ask(old, Trait.TrustedCertificate).finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void h2_is_missed_only_where_the_peer_is_known_to_select_it() throws IOException {
    assertThat(ask(selecting("http/1.1"), Trait.Http2))
        .isEqualTo(new ProbeResult(Finding.AlpnLowered, "offered h2, got http/1.1"));
    assertThat(ask(selecting(), Trait.Http2))
        .isEqualTo(new ProbeResult(Finding.AlpnLowered, "offered h2, got no protocol"));
    assertThat(ask(selecting("http/1.1"), Trait.Tls13).finding()).isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void a_server_that_demands_a_client_certificate_has_answered(String version) throws IOException {
    ProbeResult result = ask(SERVER.pem(), "web1.example.test", demanding(version));
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.evidence()).startsWith("TLS").endsWith(": it asks for a client certificate");
  }

  @ParameterizedTest
  @EnumSource(names = {"TrustedCertificate", "Tls13", "Http2"})
  void a_server_that_is_known_to_complete_the_handshake_does_not_refuse_it(Trait known)
      throws IOException {
    assertThat(ask(null, "web1.example.test", demanding("TLSv1.2"), known).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  /** It has shown its own certificate, so nothing in between has answered. */
  @ParameterizedTest
  @EnumSource(names = {"TrustedCertificate", "Tls13", "Http2"})
  void a_known_server_with_a_trusted_certificate_may_demand_one(Trait known) throws IOException {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      ProbeResult result = ask(demanding(version), known);
      assertThat(result.finding()).as(result.toString()).isEqualTo(Finding.Answered);
      assertThat(result.evidence()).endsWith(": it asks for a client certificate");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TrustedCertificate, Declined",
    "Tls13, ForeignAnswer",
    "Http2, ForeignAnswer",
  })
  void a_server_of_older_versions_alone_is_missed_only_where_it_is_known_for_newer_ones(
      Trait known, Finding finding) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              connection.getInputStream().read(new byte[4_096]);
              connection.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 70});
              connection.getInputStream().read();
            })) {
      assertThat(peer.ask(prober(SERVER.pem(), known), "web1.example.test", TIMEOUT).finding())
          .isEqualTo(finding);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TrustedCertificate", "Tls13", "Http2"})
  void a_server_that_is_known_to_answer_does_not_close_behind_the_handshake(Trait known)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection ->
                SERVER
                    .accept(
                        connection,
                        tls -> {
                          if (known != Trait.Tls13) {
                            tls.setEnabledProtocols(new String[] {"TLSv1.2"});
                          }
                        })
                    .close())) {
      assertThat(peer.ask(prober(SERVER.pem(), known), "web1.example.test", TIMEOUT).finding())
          .isEqualTo(Finding.ClosedEarly);
    }
  }

  private static Consumer<SSLSocket> demanding(String version) {
    return tls -> {
      tls.setEnabledProtocols(new String[] {version});
      tls.setNeedClientAuth(true);
    };
  }

  private static Consumer<SSLSocket> selecting(String... protocols) {
    return tls -> {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setApplicationProtocols(protocols);
      tls.setSSLParameters(parameters);
    };
  }

  private static ProbeResult ask(Consumer<SSLSocket> settings, Trait... traits) throws IOException {
    return ask(SERVER.pem(), "web1.example.test", settings, traits);
  }

  private static ProbeResult ask(
      String trusted, String host, Consumer<SSLSocket> settings, Trait... traits)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(connection -> answer(SERVER.accept(connection, settings)))) {
      return peer.ask(prober(trusted, traits), host, TIMEOUT);
    }
  }

  private static Prober prober(String trusted, Trait... traits) {
    return new Probers(new Trust(trusted))
        .forApplication(
            Application.Https, new Inspection(true, List.of(traits), List.of(), List.of()));
  }

  private static void answer(Socket tls) throws IOException {
    if (hear(tls) != null) {
      say(tls, "HTTP/1.1 200 OK\r\n\r\n");
      tls.close();
    }
  }
}
