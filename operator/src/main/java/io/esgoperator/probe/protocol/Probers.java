package io.esgoperator.probe.protocol;

import io.esgoperator.model.Application;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.trust.Trust;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The table from application protocol to prober. */
public final class Probers {
  private final Supplier<Trust.Witness> witnesses;
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = new SecureRandom();
  private final DnsQuestions questions = new DnsQuestions(random);

  /**
   * The table for the certificates that {@code trust} accepts; null accepts all, as on the
   * gateway's own ports.
   */
  public Probers(Trust trust) {
    this.witnesses = trust == null ? Trust::blind : trust::witness;
  }

  public Prober forApplication(Application application, Inspection inspection) {
    return switch (application) {
      case DnsUdp -> new DnsProber(Transport.UDP, questions, inspection);
      case DnsTcp -> new DnsProber(Transport.TCP, questions, inspection);
      case Smtp -> new SmtpProber(false, witnesses, inspection);
      case Smtps -> new SmtpProber(true, witnesses, inspection);
      case Http -> new HttpProber("/", inspection);
      case Https -> new HttpsProber(witnesses, inspection);
      case Razor2 -> new Razor2Prober();
      case Pyzor -> new PyzorProber(clock, random);
      case Dcc -> new DccProber(random);
      case Ldap -> new LdapProber(false);
      case Ldaps -> new LdapProber(true);
      case Hkp -> new HttpProber("/pks/lookup?op=stats&options=mr", inspection);
      case None ->
          throw new IllegalArgumentException("no prober speaks on a path without protocol");
    };
  }

  /** The probers for additional servers that the user names. */
  public Inspectors inspectors() {
    return new Inspectors(
        new DnsBurst(questions),
        (application, name) ->
            switch (application) {
              case Http -> new HttpReflection(false, witnesses, name);
              case Https -> new HttpReflection(true, witnesses, name);
              default -> new DnsReflection(questions, name);
            },
        new ResolverProber(questions));
  }
}
