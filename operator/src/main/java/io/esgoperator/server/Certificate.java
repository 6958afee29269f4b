package io.esgoperator.server;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1ObjectIdentifier;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.OID;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PKCS8PEMFileReader;
import com.unboundid.util.ssl.cert.PKCS8PrivateKey;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's certificate and its key, from PEM or made here. */
final class Certificate {
  private static final char[] NO_PASSWORD = {};
  private static final byte[] PROOF = {1};
  private static final Duration VALID = Duration.ofDays(3_650);
  private static final Pattern EC_KEY =
      Pattern.compile("-----BEGIN EC PRIVATE KEY-----([^-]+)-----END EC PRIVATE KEY-----");

  private Certificate() {}

  /**
   * Reads a certificate with its chain, and its key: PKCS#8 (RFC 5958), PKCS#1 for RSA (RFC 8017)
   * or SEC 1 for EC (RFC 5915).
   *
   * @throws GeneralSecurityException with a sentence that says which file is wrong
   */
  static KeyStore read(byte[] chain, byte[] key) throws GeneralSecurityException {
    java.security.cert.Certificate[] certificates;
    try {
      certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(chain))
              .toArray(java.security.cert.Certificate[]::new);
    } catch (GeneralSecurityException unreadable) {
      throw new GeneralSecurityException("tls.crt is no certificate in PEM", unreadable);
    }
    if (certificates.length == 0) {
      throw new GeneralSecurityException("tls.crt has no certificate: give one in PEM");
    }
    return store(privateKey(key), certificates);
  }

  private static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException {
    try {
      Matcher ec = EC_KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
      if (ec.find()) {
        return wrapped(Base64.getMimeDecoder().decode(ec.group(1))).toPrivateKey();
      }
      try (PKCS8PEMFileReader reader = new PKCS8PEMFileReader(new ByteArrayInputStream(pem))) {
        PKCS8PrivateKey key = reader.readPrivateKey();
        if (key != null) {
          return key.toPrivateKey();
        }
      }
    } catch (IOException | CertException | ASN1Exception | IllegalArgumentException unreadable) {
      throw new GeneralSecurityException(
          "tls.key is no private key in PEM without a password", unreadable);
    }
    throw new GeneralSecurityException("tls.key has no private key: give one in PEM");
  }

  /** PKCS#8 names the curve that SEC 1 has inside, in its element [0]. */
  private static PKCS8PrivateKey wrapped(byte[] sec1) throws ASN1Exception, CertException {
    ASN1Element curve = null;
    for (ASN1Element part : ASN1Sequence.decodeAsSequence(sec1).elements()) {
      if (part.getType() == (byte) 0xa0) {
        curve = ASN1Element.decode(part.getValue());
      }
    }
    if (curve == null) {
      throw new IllegalArgumentException("the key names no curve");
    }
    OID ec = PublicKeyAlgorithmIdentifier.EC.getOID();
    return new PKCS8PrivateKey(
        new ASN1Sequence(
                new ASN1Integer(0),
                new ASN1Sequence(new ASN1ObjectIdentifier(ec), curve),
                new ASN1OctetString(sec1))
            .encode());
  }

  /** Makes one that is signed by itself: it keeps listeners out, and proves no name. */
  static KeyStore selfSigned(String name, Instant now) throws GeneralSecurityException {
    try {
      ObjectPair<X509Certificate, KeyPair> made =
          X509Certificate.generateSelfSignedCertificate(
              SignatureAlgorithmIdentifier.SHA_256_WITH_ECDSA,
              PublicKeyAlgorithmIdentifier.EC,
              256,
              new com.unboundid.ldap.sdk.DN("CN=" + name),
              now.minus(Duration.ofHours(1)).toEpochMilli(),
              now.plus(VALID).toEpochMilli());
      return store(
          made.getSecond().getPrivate(),
          new java.security.cert.Certificate[] {made.getFirst().toCertificate()});
    } catch (CertException | LDAPException impossible) {
      throw new GeneralSecurityException("no certificate could be made", impossible);
    }
  }

  private static KeyStore store(PrivateKey key, java.security.cert.Certificate[] chain)
      throws GeneralSecurityException {
    if (!belongTogether(key, chain[0])) {
      throw new GeneralSecurityException("tls.key is not the key of tls.crt");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
    store.setKeyEntry("server", key, NO_PASSWORD, chain);
    return store;
  }

  private static boolean belongTogether(PrivateKey key, java.security.cert.Certificate leaf) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROOF);
      byte[] signed = signature.sign();
      signature.initVerify(leaf.getPublicKey());
      signature.update(PROOF);
      return signature.verify(signed);
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
