package io.esgoperator.probe.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates a probe trusts: the public authorities of the JDK, and those that the user
 * names.
 */
public final class Trust {
  private final String pem;
  private X509TrustManager trusted;

  /**
   * Names the certificates; they are read when the first chain is judged, so that no packet waits
   * for them.
   *
   * @param pem certificates in PEM, or null
   */
  public Trust(String pem) {
    this.pem = pem;
  }

  private synchronized X509TrustManager trusted() {
    if (trusted == null) {
      trusted = read();
    }
    return trusted;
  }

  private X509TrustManager read() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate authority : managerOf(null).getAcceptedIssuers()) {
        store.setCertificateEntry(Integer.toString(store.size()), authority);
      }
      if (pem != null && !pem.isBlank()) {
        for (Certificate named :
            CertificateFactory.getInstance("X.509")
                .generateCertificates(
                    new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
          store.setCertificateEntry(Integer.toString(store.size()), named);
        }
      }
      return managerOf(store);
    } catch (GeneralSecurityException | IOException invalid) {
      throw new IllegalArgumentException(
          "spec.probe.trustedCertificates is not a list of certificates in PEM", invalid);
    }
  }

  private static X509TrustManager managerOf(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether the chain ends in a trusted authority.
   *
   * @throws IllegalArgumentException when the named certificates are none
   */
  boolean holds(Certificate[] chain) {
    try {
      trusted()
          .checkServerTrusted(
              Arrays.copyOf(chain, chain.length, X509Certificate[].class), "UNKNOWN");
      return true;
    } catch (CertificateException untrusted) {
      return false;
    }
  }

  /** Sockets that complete every handshake, so that a foreign certificate can be shown. */
  static SSLSocketFactory accepting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Accepting()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has TLS", impossible);
    }
  }

  private static final class Accepting extends javax.net.ssl.X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
