package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Count;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Turns a probe's finding into a judgement, by the tables of {@link Meaning}. */
public final class Diagnosis {
  /** What TLS begins with on these paths, where a server may choose its certificate by a name. */
  private static final Set<Application> NAMING =
      EnumSet.of(Application.Https, Application.Smtps, Application.Ldaps);

  private static final Set<Application> SITES_OWN =
      EnumSet.of(Application.Ldap, Application.Ldaps, Application.Smtp, Application.Smtps);

  private static final String UNCERTIFIED =
      " A directory server that has no certificate yet closes so, as Active Directory does.";

  private static final String UNNAMED =
      " It may serve only clients that name its host (SNI), which a probe of the gateway cannot.";

  private Diagnosis() {}

  public static Judgement of(DeclaredPath declared, PathReport report) {
    return declared.isInbound()
        ? judgement(Meaning.AT_THE_GATEWAY, declared, report)
            .with(ProxyHeaders.remark(declared, report))
            .with(mayMissName(declared, report) ? UNNAMED : "")
        : judgement(outbound(declared, report), declared, report)
            .with(mayLackCertificate(declared, report) ? UNCERTIFIED : "");
  }

  private static Map<Finding, Meaning> outbound(DeclaredPath declared, PathReport report) {
    if (mayMissName(declared, report) && Cidr.isLiteral(report.host())) {
      return Meaning.WITHOUT_NAME;
    }
    if (report.hosts() > 1) {
      return isOfOneOwner(declared) ? Meaning.OF_ONE_OWNER : Map.of();
    }
    return Meaning.OF_ONE_SERVER;
  }

  /** The site's directory, or its relay: such servers are set up alike. */
  private static boolean isOfOneOwner(DeclaredPath declared) {
    return declared.hasEnds() && SITES_OWN.contains(declared.path().application());
  }

  /** Microsoft's Active Directory does (gravitational/teleport#9268). */
  private static boolean mayLackCertificate(DeclaredPath declared, PathReport report) {
    return report.finding() == Finding.ClosedEarly
        && declared.path().application() == Application.Ldaps;
  }

  /** Envoy and others close where no name is sent (RFC 6066 section 3; envoyproxy/envoy#24935). */
  private static boolean mayMissName(DeclaredPath declared, PathReport report) {
    return report.finding() == Finding.ClosedEarly
        && NAMING.contains(declared.path().application());
  }

  /** For a probe outside: the network lies between it and the gateway, on inbound paths too. */
  public static Judgement fromOutside(DeclaredPath declared, PathReport report) {
    return judgement(Meaning.FROM_OUTSIDE, declared, report)
        .with(ProxyHeaders.remarkFromOutside(declared, report))
        .with(mayMissName(declared, report) ? UNNAMED : "");
  }

  /** Whether the advice of an outbound row stays right once its culprit is known. */
  public static boolean isAdviceFor(Culprit culprit, Reason reason) {
    return culprit.liesBeyondTheCluster()
        || Meaning.TABLE.entrySet().stream()
            .filter(row -> row.getKey().reason() == reason)
            .noneMatch(row -> row.getValue().remedy().isAtTheFirewall());
  }

  /** By the row of the other texts, or the usual one where they have none. */
  private static Judgement judgement(
      Map<Finding, Meaning> other, DeclaredPath declared, PathReport report) {
    Meaning row = other.getOrDefault(report.finding(), Meaning.TABLE.get(report.finding()));
    return new Judgement(
        row.verdict(),
        row.culprit() == null ? null : Culprit.of(row.culprit(), null),
        report.finding().reason(),
        String.format(
            row.sentence(),
            report.target(),
            Count.of(report.tries(), "try", "tries"),
            report.evidence()),
        row.remedy().on(declared, report));
  }
}
