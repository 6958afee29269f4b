package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The client's private key of a kubeconfig. The Kubernetes client takes the first PEM block for it,
 * and a key in PKCS#8 for an RSA key (fabric8io/kubernetes-client#3535).
 */
final class ClientKey {
  private static final String WHAT = "kubeconfig";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private ClientKey() {}

  /** Names the key's algorithm in the configuration, and leaves all other blocks out. */
  static void normalize(Config config) throws BadInputException {
    if (config.getClientKeyData() == null && config.getClientKeyFile() == null) {
      return;
    }
    Matcher block = BLOCK.matcher(text(config));
    if (!block.find()) {
      throw new BadInputException(
          WHAT, "has a client key that is no private key in PEM: get a new kubeconfig.");
    }
    config.setClientKeyAlgo(algorithm(block.group(1), block.group(2)));
    config.setClientKeyData(
        Base64.getEncoder().encodeToString(block.group().getBytes(StandardCharsets.US_ASCII)));
  }

  private static String text(Config config) throws BadInputException {
    try {
      return new String(
          CertUtils.getInputStreamFromDataOrFile(
                  config.getClientKeyData(), config.getClientKeyFile())
              .readAllBytes(),
          StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new BadInputException(
          WHAT,
          "names the client key %s, which cannot be read: correct the file's name or its permissions."
              .formatted(config.getClientKeyFile()));
    }
  }

  private static String algorithm(String type, String body) throws BadInputException {
    return switch (type) {
      case "EC PRIVATE KEY" -> "EC";
      case "RSA PRIVATE KEY" -> "RSA";
      case "ENCRYPTED PRIVATE KEY" ->
          throw new BadInputException(
              WHAT, "has a client key with a passphrase: write it without one.");
      default ->
          Stream.of("RSA", "EC")
              .filter(algorithm -> isOne(algorithm, body))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInputException(
                          WHAT,
                          "has a client key that is neither RSA nor EC, such as Ed25519: get a"
                              + " certificate with one of these, or a token."));
    };
  }

  private static boolean isOne(String algorithm, String body) {
    try {
      byte[] key = Base64.getMimeDecoder().decode(body);
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key))
          != null;
    } catch (GeneralSecurityException | IllegalArgumentException another) {
      return false;
    }
  }
}
