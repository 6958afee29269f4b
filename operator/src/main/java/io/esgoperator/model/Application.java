package io.esgoperator.model;

/** The application protocol that a probe speaks on a path; {@code None} cannot be proved. */
public enum Application {
  DnsUdp,
  DnsTcp,
  Smtp,
  Smtps,
  Http,
  Https,
  Razor2,
  Pyzor,
  Dcc,
  Ldap,
  Ldaps,
  Hkp,
  None
}
