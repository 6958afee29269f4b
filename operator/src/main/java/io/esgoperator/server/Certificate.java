package io.esgoperator.server;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ObjectPair;
import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PublicKeyAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.SignatureAlgorithmIdentifier;
import com.unboundid.util.ssl.cert.X509Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's certificate and its key, read from PEM or generated. */
final class Certificate {
  private static final char[] NO_PASSWORD = {};
  private static final byte[] PROOF = {1};
  private static final Duration VALID = Duration.ofDays(3_650);
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (RSA |EC |)PRIVATE KEY-----([^-:]+)-----END ");

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
    return store(privateKey(key, certificates[0].getPublicKey()), certificates);
  }

  private static PrivateKey privateKey(byte[] pem, PublicKey publicKey)
      throws GeneralSecurityException {
    Matcher key = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!key.find()) {
      throw new GeneralSecurityException(
          "tls.key has no private key without a password: give one in PEM");
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(key.group(2));
      return KeyFactory.getInstance(publicKey.getAlgorithm())
          .generatePrivate(
              new PKCS8EncodedKeySpec(key.group(1).isEmpty() ? bytes : wrapped(bytes, publicKey)));
    } catch (InvalidKeySpecException | ASN1Exception | IllegalArgumentException unreadable) {
      throw new GeneralSecurityException("tls.key is not the key of tls.crt", unreadable);
    }
  }

  /** Wraps a key as PKCS#8: the algorithm, which begins the public key too, and then the key. */
  private static byte[] wrapped(byte[] key, PublicKey publicKey) throws ASN1Exception {
    ASN1Element algorithm = ASN1Sequence.decodeAsSequence(publicKey.getEncoded()).elements()[0];
    return new ASN1Sequence(new ASN1Integer(0), algorithm, new ASN1OctetString(key)).encode();
  }

  /** Makes a self-signed certificate: it encrypts, and proves no name. */
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
    try {
      store.setKeyEntry("server", key, NO_PASSWORD, chain);
    } catch (KeyStoreException noChain) {
      throw new GeneralSecurityException(
          "tls.crt is no chain: give the server's certificate first, then the issuer of each",
          noChain);
    }
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
