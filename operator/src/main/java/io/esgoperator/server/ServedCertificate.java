package io.esgoperator.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Arrays;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a server: from a folder, which is read again when it changes, or generated at
 * the start. If the new files cannot be read, the last certificate stays.
 */
public final class ServedCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCertificate.class);

  private final SslContextFactory.Server keys = new SslContextFactory.Server();
  private final Path chainFile;
  private final Path keyFile;
  private byte[] chain = {};
  private byte[] key = {};

  private ServedCertificate(Path folder) {
    this.chainFile = folder.resolve("tls.crt");
    this.keyFile = folder.resolve("tls.key");
    // The key store has no password.
    keys.setKeyStorePassword("");
    keys.setIncludeProtocols("TLSv1.3", "TLSv1.2");
  }

  /**
   * Of the files {@code tls.crt} and {@code tls.key}, as a Secret of type {@code kubernetes.io/tls}
   * has them.
   *
   * @throws GeneralSecurityException with a sentence that says what is wrong with the files
   */
  public static ServedCertificate of(Path folder) throws IOException, GeneralSecurityException {
    ServedCertificate served = new ServedCertificate(folder);
    served.chain = Files.readAllBytes(served.chainFile);
    served.key = Files.readAllBytes(served.keyFile);
    served.keys.setKeyStore(Certificate.read(served.chain, served.key));
    return served;
  }

  /** Generated now and self-signed; there are no files to look at. */
  public static ServedCertificate selfSigned(String name, Clock clock)
      throws GeneralSecurityException {
    ServedCertificate served = new ServedCertificate(Path.of("/nonexistent"));
    served.keys.setKeyStore(Certificate.selfSigned(name, clock.instant()));
    return served;
  }

  SslContextFactory.Server keys() {
    return keys;
  }

  /** Looks at the files once more; a fault is logged once for each content of them. */
  public synchronized void lookAgain() {
    try {
      byte[] chainNow = Files.readAllBytes(chainFile);
      byte[] keyNow = Files.readAllBytes(keyFile);
      if (Arrays.equals(chain, chainNow) && Arrays.equals(key, keyNow)) {
        return;
      }
      chain = chainNow;
      key = keyNow;
      KeyStore store = Certificate.read(chain, key);
      keys.reload(factory -> factory.setKeyStore(store));
      LOG.info("The certificate of {} is served from now on", chainFile);
    } catch (IOException missing) {
      // A folder without files, or one that is being replaced: the next look reads it.
      LOG.debug("{} or its key is not there", chainFile, missing);
    } catch (Exception unreadable) {
      LOG.warn(
          "The certificate in {} is not used, the last one stays: {}",
          chainFile.getParent(),
          unreadable.getMessage());
    }
  }
}
