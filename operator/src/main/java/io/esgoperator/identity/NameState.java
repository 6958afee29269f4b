package io.esgoperator.identity;

/** What the public DNS says of one name or address of a gateway. */
public enum NameState {
  // PTR of an address (RFC 1912 section 2.1): told are its names.
  /** One of its names leads back to it; that one is told first. */
  Confirmed,
  /** No name leads back to it. */
  Unconfirmed,
  NoReverseName,

  // SPF of a domain for an address (RFC 7208): told are the result and the record.
  Permitted,
  NotPermitted,
  NoSenderPolicy,
  /** Receivers take none of it into account: a syntax error, two records, too many look-ups. */
  SenderPolicyBroken,

  // MX of a domain (RFC 5321 section 5.1): told are the hosts.
  /** A host's address is one of the gateway's entrances; told are such hosts. */
  LeadsHere,
  /** Told is each host with its addresses. */
  LeadsElsewhere,
  /** The gateway's entrances are not known in public, so there is nothing to compare with. */
  LeadsSomewhere,
  /** Nor an address, which would stand for one (RFC 5321 section 5.1). */
  NoMailExchanger,
  /** A null MX (RFC 7505). */
  TakesNoMail,
  /** Told are the hosts without an address in the world. */
  MailExchangerWithoutAddress,

  // MTA-STS of a domain (RFC 8461): told are the mode and what does not agree.
  NoTransportPolicy,
  TransportPolicyAgrees,
  /** Told are the mode and the mail exchangers that it does not name. */
  TransportPolicyLeavesOut,
  TransportPolicyBroken,

  // TLSA of a mail exchanger (RFC 7672): told are the records, as "3 1 1 abcd...".
  NoPin,
  Pinned,

  // What the gateway's own port 25 shows, beside its MX.
  GreetsByItsName,
  /** Told are the names of its addresses and of its MX. */
  GreetsByAnotherName,
  CertificateNamesHost,
  /** Told are the names in it. */
  CertificateLacksHost,
  /** The same while MTA-STS makes senders look at it. */
  CertificateRefused,
  /** It names the host, and MTA-STS makes senders look for an authority that they trust. */
  CertificateSelfSigned,
  PinMatches,
  /** Told are the records. */
  PinDiffers,

  // A DNS block list about an address (RFC 5782): told are the answers and their text.
  NotListed,
  Listed,
  /** 127.255.255.254: the list takes the one that asks for a public resolver. */
  AskedThroughPublicResolver,
  /** 127.255.255.255: too many questions. */
  AskedTooOften,
  /**
   * It does not list its own test address 127.0.0.2, as one that has ended or answers registered
   * clients alone; or lists 127.0.0.1 as well.
   */
  NoBlockList,

  /** Told is what went wrong: silence, a server's failure, an answer that cannot be. */
  Unknown,

  // Reports have a state's number, so later ones follow.
  /** SPF of a domain permits the address as it permits any: told is the same as of Permitted. */
  PermitsEveryAddress
}
