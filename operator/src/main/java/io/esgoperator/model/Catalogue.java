package io.esgoperator.model;

import static io.esgoperator.model.Application.Dcc;
import static io.esgoperator.model.Application.DnsTcp;
import static io.esgoperator.model.Application.DnsUdp;
import static io.esgoperator.model.Application.Hkp;
import static io.esgoperator.model.Application.Http;
import static io.esgoperator.model.Application.Https;
import static io.esgoperator.model.Application.Ldap;
import static io.esgoperator.model.Application.Ldaps;
import static io.esgoperator.model.Application.Pyzor;
import static io.esgoperator.model.Application.Razor2;
import static io.esgoperator.model.Application.Smtp;
import static io.esgoperator.model.Application.Smtps;
import static io.esgoperator.model.Direction.Inbound;
import static io.esgoperator.model.Direction.Outbound;
import static io.esgoperator.model.Impact.Breaks;
import static io.esgoperator.model.Impact.Degrades;
import static io.esgoperator.model.Requirement.Mandatory;
import static io.esgoperator.model.Requirement.Optional;
import static io.esgoperator.model.Transport.TCP;
import static io.esgoperator.model.Transport.UDP;

import java.util.List;

/**
 * The vendor's port table (knowledge base, "Firewall Ports Requirements"), row by row. The page
 * calls Razor2, Pyzor and DCC mandatory and says that all other checks go on without them: they
 * degrade and do not break.
 */
public final class Catalogue {
  // spotless:off
  public static final Path DNS_UDP             = new Path("dns-udp",             Outbound, UDP, 53,    DnsUdp, Mandatory, Breaks,
      "The gateway cannot resolve names: mail is late or not delivered, and reputation checks of relays, contents and links fail.");
  public static final Path DNS_TCP             = new Path("dns-tcp",             Outbound, TCP, 53,    DnsTcp, Mandatory, Breaks,
      "Long DNS answers are lost: large DKIM keys, DNSSEC and some reputation lists fail, so good mail is late and spam gets through.");
  public static final Path SMTP_OUT            = new Path("smtp-out",            Outbound, TCP, 25,    Smtp,   Mandatory, Breaks,
      "The gateway cannot send mail, non-delivery reports for inbound mail included.");
  public static final Path SMTP_IN             = new Path("smtp-in",             Inbound,  TCP, 25,    Smtp,   Mandatory, Breaks,
      "The gateway cannot receive mail.");
  public static final Path HTTP                = new Path("http",                Outbound, TCP, 80,    Http,   Mandatory, Degrades,
      "Shortened and plain links in mail are not followed, so the reputation of the real link is not checked.");
  public static final Path HTTPS               = new Path("https",               Outbound, TCP, 443,   Https,  Mandatory, Breaks,
      "Virus definitions, reputation data, engine, security and system updates are no longer downloaded.");
  public static final Path RAZOR2              = new Path("razor2",              Outbound, TCP, 2703,  Razor2, Mandatory, Degrades,
      "Razor2 is not used for the email analysis; all other checks go on.");
  public static final Path PYZOR               = new Path("pyzor",               Outbound, UDP, 24441, Pyzor,  Mandatory, Degrades,
      "Pyzor is not used for the email analysis; all other checks go on.");
  public static final Path DCC                 = new Path("dcc",                 Outbound, UDP, 6277,  Dcc,    Mandatory, Degrades,
      "DCC is not used for the email analysis; all other checks go on.");
  public static final Path WEB_INTERFACE       = new Path("web-interface",       Inbound,  TCP, 443,   Https,  Optional,  Degrades,
      "The web interface, Outlook plug-ins and mobile applications cannot reach the gateway.");
  public static final Path CERTIFICATE_RENEWAL = new Path("certificate-renewal", Inbound,  TCP, 80,    Http,   Optional,  Degrades,
      "Let's Encrypt certificates can be neither issued nor renewed.");
  public static final Path SMTPS               = new Path("smtps",               Inbound,  TCP, 465,   Smtps,  Optional,  Degrades,
      "Mail clients cannot submit mail with implicit TLS.");
  public static final Path SUBMISSION          = new Path("submission",          Inbound,  TCP, 587,   Smtp,   Optional,  Degrades,
      "Mail clients cannot submit mail with STARTTLS.");
  public static final Path LDAP                = new Path("ldap",                Outbound, TCP, 389,   Ldap,   Optional,  Degrades,
      "Recipients, users and groups cannot be looked up in the directory.");
  public static final Path LDAPS               = new Path("ldaps",               Outbound, TCP, 636,   Ldaps,  Optional,  Degrades,
      "Recipients, users and groups cannot be looked up in the directory over TLS.");
  public static final Path OPENPGP             = new Path("openpgp",             Outbound, TCP, 11371, Hkp,    Optional,  Degrades,
      "OpenPGP keys of correspondents cannot be looked up.");
  // spotless:on

  /** Every path of the vendor's page, in its order. */
  public static final List<Path> PATHS =
      List.of(
          DNS_UDP,
          DNS_TCP,
          SMTP_OUT,
          SMTP_IN,
          HTTP,
          HTTPS,
          RAZOR2,
          PYZOR,
          DCC,
          WEB_INTERFACE,
          CERTIFICATE_RENEWAL,
          SMTPS,
          SUBMISSION,
          LDAP,
          LDAPS,
          OPENPGP);

  private Catalogue() {}

  /** The path of a name. */
  public static java.util.Optional<Path> named(String name) {
    return PATHS.stream().filter(path -> path.name().equals(name)).findFirst();
  }
}
