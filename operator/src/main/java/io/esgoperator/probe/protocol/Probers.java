package io.esgoperator.probe.protocol;

import io.esgoperator.catalog.Application;
import io.esgoperator.catalog.Transport;
import io.esgoperator.probe.Prober;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The table from application protocol to prober. */
public final class Probers {
  private final Trust trust;
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new SecureRandom();

  /**
   * Makes the table.
   *
   * @param trust whose certificates hold on HTTPS; null where any will do, as on the gateway's own
   *     ports
   */
  public Probers(Trust trust) {
    this.trust = trust;
  }

  public Prober forApplication(Application application) {
    return switch (application) {
      case DnsUdp -> new DnsProber(Transport.UDP);
      case DnsTcp -> new DnsProber(Transport.TCP);
      case Smtp -> new SmtpProber(false);
      case Smtps -> new SmtpProber(true);
      case Http -> new HttpProber("/");
      case Https -> new HttpsProber(trust);
      case Razor2 -> new Razor2Prober();
      case Pyzor -> new PyzorProber(clock, random);
      case Dcc -> new DccProber(random);
      case Ldap -> new LdapProber(false);
      case Ldaps -> new LdapProber(true);
      case Hkp -> new HttpProber("/pks/lookup?op=stats&options=mr");
      case None ->
          throw new IllegalArgumentException("no prober speaks on a path without protocol");
    };
  }
}
