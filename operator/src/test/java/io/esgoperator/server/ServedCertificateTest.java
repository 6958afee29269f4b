package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedCertificateTest {
  private static final AlgorithmParameterSpec RSA =
      new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "RSA, true, BEGIN PRIVATE KEY",
    "RSA, false, BEGIN RSA PRIVATE KEY",
    "EC, true, BEGIN PRIVATE KEY",
    "EC, false, BEGIN EC PRIVATE KEY"
  })
  void keys_are_read_as_cert_manager_writes_them(String algorithm, boolean pkcs8, String header)
      throws Exception {
    KeyPair pair = pair(algorithm);
    String key = key(pair, pkcs8);
    assertThat(key).contains(header);
    KeyStore store = Certificate.read(bytes(certificate(pair, "first")), bytes(key));
    assertThat(store.getKey("server", new char[0])).isEqualTo(pair.getPrivate());
  }

  @Test
  void a_chain_is_read_whole_and_certificates_that_are_none_are_refused() throws Exception {
    KeyPair pair = pair("EC");
    KeyPair issuer = pair("RSA");
    byte[] key = bytes(key(pair, true));
    String leaf = certificate(pair, "leaf", issuer, "issuer");
    String chain = leaf + certificate(issuer, "issuer");
    assertThat(Certificate.read(bytes(chain), key).getCertificateChain("server")).hasSize(2);
    byte[] strangers = bytes(leaf + certificate(pair("RSA"), "other"));
    assertThatThrownBy(() -> Certificate.read(strangers, key))
        .hasMessage(
            "tls.crt is no chain: give the server's certificate first, then the issuer of each");
  }

  @Test
  void what_is_no_certificate_or_no_key_is_refused_with_a_sentence() throws Exception {
    KeyPair pair = pair("EC");
    byte[] chain = bytes(certificate(pair, "first"));
    assertThatThrownBy(() -> Certificate.read(bytes("x"), bytes(key(pair, true))))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageStartingWith("tls.crt ");
    assertThatThrownBy(() -> Certificate.read(new byte[0], bytes(key(pair, true))))
        .hasMessage("tls.crt has no certificate: give one in PEM");
    for (String none :
        new String[] {
          "",
          "x",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
          "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END RSA PRIVATE KEY-----\n"
        }) {
      assertThatThrownBy(() -> Certificate.read(chain, bytes(none)))
          .hasMessage("tls.key has no private key without a password: give one in PEM");
    }
    for (String kind : new String[] {"", "EC ", "RSA "}) {
      assertThatThrownBy(
              () ->
                  Certificate.read(
                      chain,
                      bytes("-----BEGIN %sPRIVATE KEY-----\nMAA=\n-----END ".formatted(kind))))
          .hasMessage("tls.key is not the key of tls.crt");
    }
  }

  @ParameterizedTest
  @CsvSource({"EC, EC", "EC, RSA", "RSA, RSA"})
  void a_key_of_another_certificate_is_refused(String one, String other) throws Exception {
    byte[] chain = bytes(certificate(pair(one), "first"));
    byte[] key = bytes(key(pair(other), true));
    assertThatThrownBy(() -> Certificate.read(chain, key))
        .hasMessage("tls.key is not the key of tls.crt");
  }

  @Test
  void a_certificate_that_changed_is_served_and_a_broken_one_leaves_the_last() throws Exception {
    write("first");
    ServedCertificate certificate = ServedCertificate.of(folder);
    try (BoundedServer server =
        BoundedServer.https(
            "test",
            0,
            ServerBounds.OF_METRICS,
            certificate,
            new MetricsHandler(out -> out.write('x')))) {
      assertThat(served(server)).isEqualTo("CN=first");
      certificate.lookAgain();
      assertThat(served(server)).isEqualTo("CN=first");
      write("second");
      certificate.lookAgain();
      assertThat(served(server)).isEqualTo("CN=second");
      Files.writeString(folder.resolve("tls.key"), "x");
      certificate.lookAgain();
      assertThat(served(server)).isEqualTo("CN=second");
      Files.delete(folder.resolve("tls.key"));
      certificate.lookAgain();
      assertThat(served(server)).isEqualTo("CN=second");
      write("third");
      certificate.lookAgain();
      assertThat(served(server)).isEqualTo("CN=third");
    }
  }

  @Test
  void without_files_one_is_made_that_is_valid_now() throws Exception {
    try (BoundedServer server =
        BoundedServer.https(
            "test",
            0,
            ServerBounds.OF_METRICS,
            ServedCertificate.selfSigned("esg-operator", Clock.systemUTC()),
            new MetricsHandler(out -> out.write('x')))) {
      assertThat(served(server)).isEqualTo("CN=esg-operator");
    }
  }

  private void write(String name) throws Exception {
    KeyPair pair = pair("EC");
    Files.writeString(folder.resolve("tls.crt"), certificate(pair, name));
    Files.writeString(folder.resolve("tls.key"), key(pair, false));
  }

  private static String served(BoundedServer server) throws Exception {
    SSLContext anyCertificate = SSLContext.getInstance("TLS");
    anyCertificate.init(null, new TrustManager[] {new Trusting()}, null);
    try (SSLSocket socket =
        (SSLSocket) anyCertificate.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      certificate.checkValidity();
      return certificate.getSubjectX500Principal().getName();
    }
  }

  static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("EC") ? new ECGenParameterSpec("secp256r1") : RSA);
    return generator.generateKeyPair();
  }

  private static String certificate(KeyPair pair, String name) throws Exception {
    return certificate(pair, name, pair, name);
  }

  private static String certificate(KeyPair pair, String name, KeyPair issuer, String issuerName)
      throws Exception {
    String algorithm =
        issuer.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    Instant now = Instant.now();
    return pem(
        new JcaMiscPEMGenerator(
            new JcaX509CertificateConverter()
                .getCertificate(
                    new JcaX509v3CertificateBuilder(
                            new X500Principal("CN=" + issuerName),
                            BigInteger.ONE,
                            Date.from(now.minusSeconds(60)),
                            Date.from(now.plusSeconds(3_600)),
                            new X500Principal("CN=" + name),
                            pair.getPublic())
                        .build(
                            new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate())))));
  }

  private static String key(KeyPair pair, boolean pkcs8) throws Exception {
    return pem(
        pkcs8
            ? new JcaPKCS8Generator(pair.getPrivate(), null)
            : new JcaMiscPEMGenerator(pair.getPrivate()));
  }

  private static String pem(PemObjectGenerator content) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
