package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.probe.protocol.SelfSigned;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import javax.net.ssl.X509KeyManager;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as tools write them into a kubeconfig. */
class ClientKeyTest {
  private static final SelfSigned USER = SelfSigned.of("user");

  @Test
  void an_ec_key_in_pkcs8_is_used() throws Exception {
    assertThat(used(config(pem("PRIVATE KEY", USER.keys().getPrivate().getEncoded()))))
        .isEqualTo(USER.keys().getPrivate());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_ec_key_as_openssl_writes_it_is_used_with_its_parameters_or_without(boolean parameters)
      throws Exception {
    String before =
        parameters ? pem("EC PARAMETERS", SECObjectIdentifiers.secp256r1.getEncoded()) : "";
    assertThat(used(config(before + pem("EC PRIVATE KEY", sec1()))))
        .isEqualTo(USER.keys().getPrivate());
  }

  @Test
  void a_key_in_a_file_is_used(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("key.pem"), pem("PRIVATE KEY", USER.keys().getPrivate().getEncoded()));
    Config config = config("");
    config.setClientKeyData(null);
    config.setClientKeyFile(file.toString());
    assertThat(used(config)).isEqualTo(USER.keys().getPrivate());
  }

  @Test
  void an_rsa_key_in_pkcs8_keeps_its_algorithm() throws Exception {
    Config config = config(pem("PRIVATE KEY", generated("RSA")));
    ClientKey.normalize(config);
    assertThat(config.getClientKeyAlgo()).isEqualTo("RSA");
  }

  @Test
  void an_ed25519_key_is_refused_with_a_sentence() throws Exception {
    Config config = config(pem("PRIVATE KEY", generated("Ed25519")));
    assertThatThrownBy(() -> Kubeconfig.connected(config))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "kubeconfig: has a client key that is neither RSA nor EC, such as Ed25519: get a certificate with one of these, or a token.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CERTIFICATE           | no private key in PEM
          ENCRYPTED PRIVATE KEY | with a passphrase
          PRIVATE KEY           | neither RSA nor EC
          EC PRIVATE KEY        | cannot be used
          RSA PRIVATE KEY       | cannot be used
          """)
  void what_is_no_key_is_refused_with_a_sentence(String type, String sentence) {
    Config config = config(pem(type, new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> Kubeconfig.connected(config))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  /** A key that was cut, and one that openssl encrypted in its older way. */
  @ParameterizedTest
  @ValueSource(strings = {"AQ=B", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAQID"})
  void a_key_that_is_damaged_is_refused_with_a_sentence(String body) {
    for (String type : new String[] {"PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"}) {
      Config config =
          config("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type));
      assertThatThrownBy(() -> Kubeconfig.connected(config))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("kubeconfig: has ");
    }
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Config config = new ConfigBuilder(Config.empty()).withClientKeyFile("/no/such/key").build();
    assertThatThrownBy(() -> Kubeconfig.connected(config))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("/no/such/key, which cannot be read");
  }

  private static PrivateKey used(Config config)
      throws BadInputException, GeneralSecurityException, IOException {
    Kubeconfig.connected(config).close();
    X509KeyManager manager = (X509KeyManager) SSLUtils.keyManagers(config)[0];
    return manager.getPrivateKey(manager.getClientAliases("EC", null)[0]);
  }

  private static Config config(String key) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl("https://127.0.0.1:1")
        .withClientCertData(base64(USER.pem()))
        .withClientKeyData(base64(key))
        .build();
  }

  private static byte[] sec1() throws IOException {
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            256, ((ECPrivateKey) USER.keys().getPrivate()).getS(), SECObjectIdentifiers.secp256r1)
        .getEncoded();
  }

  private static byte[] generated(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
