package io.esgoperator.probe.trust;

import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * The certificates that a probe accepts: those of the JDK's public authorities and of the user's
 * own.
 */
public final class Trust {
  private final String pem;
  private final Authorities authorities;

  /** By the names of the authorities that they know. */
  private final Map<Set<X500Principal>, X509ExtendedTrustManager> judges = new HashMap<>();

  /**
   * Names the certificates. They are parsed when a chain is judged, so that no packet waits for
   * that.
   *
   * @param pem certificates in PEM, or null
   */
  public Trust(String pem) {
    this(pem, Authorities.ofThisJava());
  }

  Trust(String pem, Authorities authorities) {
    this.pem = pem;
    this.authorities = authorities;
  }

  private synchronized X509ExtendedTrustManager judgeOf(X509Certificate[] chain) {
    return judges.computeIfAbsent(authorities.names(chain), this::judge);
  }

  private X509ExtendedTrustManager judge(Set<X500Principal> names) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate trusted : Stream.concat(named(), authorities.of(names).stream()).toList()) {
        store.setCertificateEntry(Integer.toString(store.size()), trusted);
      }
      return Authorities.managerOf(store);
    } catch (GeneralSecurityException | IOException invalid) {
      throw new IllegalArgumentException(
          "spec.probe.trustedCertificates is not a list of certificates in PEM", invalid);
    }
  }

  private Stream<? extends Certificate> named() throws GeneralSecurityException {
    return pem == null || pem.isBlank()
        ? Stream.empty()
        : CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
            .stream();
  }

  /**
   * Writes the authorities of this Java to a folder, from which probes read those that they need.
   */
  public static void writeAuthorities(Path folder) throws GeneralSecurityException, IOException {
    new Authorities(Optional.of(folder)).write();
  }

  /** Completes the next handshake with any certificate, and keeps what is wrong with it. */
  public Witness witness() {
    return new Witness(this::judgeOf);
  }

  /** Completes every handshake and finds nothing wrong. */
  public static Witness blind() {
    return new Witness(null);
  }

  /**
   * Observes one handshake.
   *
   * <p>It checks a certificate against the socket's name if the socket asks for that.
   */
  public static final class Witness extends X509ExtendedTrustManager {
    private static final String UNTRUSTED =
        "issued by %s, which is not trusted: if it is yours, add it to trustedCertificates; if not, something decrypts";

    private static final String INCOMPLETE =
        "its certificate's issuer %s is neither trusted nor sent along: its chain may lack an intermediate certificate";

    /**
     * Java looks at a chain first, then at the use of its two ends, and last at the name. What
     * fails in the middle has this exception, without a cause.
     */
    private static final String OF_USE = "sun.security.validator.ValidatorException";

    /** Where the issuer's certificate is to be had (RFC 5280 section 4.2.2.1). */
    private static final String AUTHORITY_ACCESS = "1.3.6.1.5.5.7.1.1";

    private final Function<X509Certificate[], X509ExtendedTrustManager> judge;

    /** Public authorities have their certificates logged, and write that into them (RFC 6962). */
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";

    private boolean isIncomplete;
    private boolean isLogged;
    private String complaint;
    private String untrustedIssuer;
    private String issuer;
    private boolean isOwn;
    private final NoKey keys = new NoKey();
    private ShownCertificate shown;

    private Witness(Function<X509Certificate[], X509ExtendedTrustManager> judge) {
      this.judge = judge;
    }

    /** What is wrong with the certificate, and its subject. */
    public Optional<String> complaint() {
      return Optional.ofNullable(complaint);
    }

    /**
     * The complaint, unless it is of a certificate that leads to a trusted authority and whose only
     * fault is its time, its strength or its use, or of one that names where its issuer's is to be
     * had: what decrypts has no such ones.
     */
    public Optional<String> foreign() {
      return complaint().filter(fault -> !isOwn);
    }

    /** Whether the server has shown its certificate, and nothing is wrong with it. */
    public boolean isTrusted() {
      return judge != null && shown != null && complaint == null;
    }

    /**
     * Whether no authority that the probe knows has issued it: the server's owner has, or what
     * decrypts.
     */
    public boolean isOfUnknownIssuer() {
      return untrustedIssuer != null && !isOwn;
    }

    /**
     * A private authority is no proof against the path; unrelated servers do not share one. They
     * may both lack the intermediate certificate of one public authority.
     */
    public ProbeResult remarked(ProbeResult result) {
      if (!result.answered() || complaint == null) {
        return result;
      }
      if (untrustedIssuer == null) {
        return result.remarking(complaint);
      }
      ProbeResult remarked =
          result.remarking((isIncomplete ? INCOMPLETE : UNTRUSTED).formatted(untrustedIssuer));
      return isIncomplete && isLogged
          ? remarked
          : remarked.marked("issued by " + issuer, Finding.ForeignCertificate);
    }

    /** The server's own certificate; null before a handshake. */
    public ShownCertificate shown() {
      return shown;
    }

    /** Whether the server asked for a client certificate; a probe has none. */
    public boolean askedForCertificate() {
      return keys.wasAskedFor();
    }

    public SSLSocketFactory sockets() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {keys}, new TrustManager[] {this}, null);
        return context.getSocketFactory();
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException("every Java platform has TLS", impossible);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      shown = ShownCertificate.of(chain[0]);
      if (judge == null) {
        return;
      }
      X509ExtendedTrustManager trusted = judge.apply(chain);
      try {
        trusted.checkServerTrusted(chain, type, socket);
      } catch (CertificateException | RuntimeException untrusted) {
        complaint =
            "certificate for %s issued by %s: %s"
                .formatted(
                    chain[0].getSubjectX500Principal(),
                    chain[0].getIssuerX500Principal(),
                    root(untrusted).getMessage());
        isOwn =
            root(untrusted).getClass().getName().equals(OF_USE)
                || Stream.<Throwable>iterate(untrusted, Objects::nonNull, Throwable::getCause)
                    .anyMatch(Witness::isOfTimeOrStrength);
        if (root(untrusted) instanceof CertPathBuilderException) {
          X509Certificate last = end(chain[0], List.of(chain));
          isIncomplete = !isSelfIssued(last) && last.getExtensionValue(AUTHORITY_ACCESS) != null;
          isLogged = chain[0].getExtensionValue(TIMESTAMPS) != null;
          isOwn = isOwn || isIncomplete;
          untrustedIssuer = chain[0].getIssuerX500Principal().toString();
          // Servers that sign for themselves share their names ("CN=localhost"), and no key.
          issuer =
              isSelfIssued(chain[0])
                  ? "%s, key %08x".formatted(untrustedIssuer, chain[0].getPublicKey().hashCode())
                  : untrustedIssuer;
        }
      }
    }

    /** The last certificate that the ones sent lead to. */
    private static X509Certificate end(X509Certificate from, List<X509Certificate> sent) {
      return sent.stream()
          .filter(one -> !isSelfIssued(from))
          .filter(one -> one.getSubjectX500Principal().equals(from.getIssuerX500Principal()))
          .findFirst()
          .map(issuer -> end(issuer, sent.stream().filter(one -> one != issuer).toList()))
          .orElse(from);
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
      return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean isOfTimeOrStrength(Throwable cause) {
      return cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException
          || cause instanceof CertPathValidatorException invalid
              && invalid.getReason()
                  == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED;
    }

    private static Throwable root(Throwable untrusted) {
      return untrusted.getCause() == null ? untrusted : root(untrusted.getCause());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      checkServerTrusted(chain, type, (Socket) null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      checkServerTrusted(chain, type, (Socket) null);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
