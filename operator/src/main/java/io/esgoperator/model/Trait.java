package io.esgoperator.model;

/** A known ability of a target: where it is missing, something on the path has removed it. */
public enum Trait {
  /** Offers STARTTLS on port 25 (RFC 3207). */
  StartTls,
  /** Shows a certificate of a trusted authority, after STARTTLS too. */
  TrustedCertificate,
  /** Is authoritative for the signed DNS root, and offers no recursion. */
  AuthoritativeRoot,
  /** Speaks TLS 1.3 (RFC 8446). */
  Tls13,
  /** Selects {@code h2} by ALPN (RFC 7301). */
  Http2,
  /** Shares neither server nor operator with the other targets of its path. */
  Unrelated
}
