package io.esgoperator.probe.protocol;

import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that no public authority issued, and its key. */
public record SelfSigned(KeyPair keys, X509Certificate certificate) {
  private static final char[] NO_PASSWORD = {};

  public static SelfSigned of(String name) {
    return of(name, 0);
  }

  /**
   * With ballast in it.
   *
   * @param ballast in bytes
   */
  static SelfSigned of(String name, int ballast) {
    return signed(name, ballast, null, Duration.ofHours(1), List.of());
  }

  /** One that may sign others (RFC 5280 section 4.2.1.9). */
  static SelfSigned authority(String name) {
    return signed(
        name,
        0,
        null,
        Duration.ofHours(1),
        List.of(extension(Extension.basicConstraints, new BasicConstraints(true))));
  }

  /** A certificate that this one has signed, which ends so long from now. */
  SelfSigned signing(String name, Duration end) {
    return signed(name, 0, this, end, List.of());
  }

  /** One that says where this one is to be had, as those of public authorities do. */
  SelfSigned signingWithAccess(String name) {
    return signing(name, Extension.authorityInfoAccess, access());
  }

  /** The same with time stamps of logs, as those of public authorities have (RFC 6962). */
  SelfSigned signingLogged(String name) {
    return signed(
        name,
        0,
        this,
        Duration.ofHours(1),
        List.of(
            extension(Extension.authorityInfoAccess, access()),
            extension(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"),
                new DEROctetString(new byte[8]))));
  }

  private static AuthorityInformationAccess access() {
    return new AuthorityInformationAccess(
        AccessDescription.id_ad_caIssuers,
        new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example.test/ca.der"));
  }

  /** One with another extension. */
  SelfSigned signing(String name, ASN1ObjectIdentifier extension, ASN1Object value) {
    return signed(name, 0, this, Duration.ofHours(1), List.of(extension(extension, value)));
  }

  private static Extension extension(ASN1ObjectIdentifier extension, ASN1Object value) {
    try {
      return new Extension(extension, false, value.getEncoded());
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SelfSigned signed(
      String name, int ballast, SelfSigned issuer, Duration end, List<Extension> more) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      X500Principal owner = new X500Principal("CN=" + name);
      Instant now = Instant.now();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  issuer == null ? owner : issuer.certificate.getSubjectX500Principal(),
                  BigInteger.ONE,
                  Date.from(now.minus(Duration.ofHours(2))),
                  Date.from(now.plus(end)),
                  owner,
                  keys.getPublic())
              .addExtension(
                  Extension.subjectAlternativeName,
                  false,
                  new GeneralNames(new GeneralName(GeneralName.dNSName, name)))
              .addExtension(
                  new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1"),
                  false,
                  new DEROctetString(new byte[ballast]));
      for (Extension extension : more) {
        builder.addExtension(extension);
      }
      return new SelfSigned(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA")
                          .build((issuer == null ? keys : issuer.keys).getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What a server tells that shows it. */
  Told told() {
    return Told.NOTHING.showing(ShownCertificate.of(certificate));
  }

  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Takes the server's part in a handshake. */
  SSLSocket accept(Socket connection, Consumer<SSLSocket> settings) throws IOException {
    return accept(context(), connection, settings);
  }

  /** The same with a context that is there already. */
  static SSLSocket accept(SSLContext context, Socket connection, Consumer<SSLSocket> settings)
      throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(connection, null, true);
    tls.setUseClientMode(false);
    settings.accept(tls);
    tls.startHandshake();
    return tls;
  }

  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setKeyEntry("server", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
