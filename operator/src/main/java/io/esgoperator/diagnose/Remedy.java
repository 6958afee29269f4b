package io.esgoperator.diagnose;

import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Listing;
import io.esgoperator.model.Path;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Map;

/** All advice. */
enum Remedy {
  None(""),
  LookAtTheCluster(
      "No firewall outside stands between them: for %s over %s look whether the gateway listens, at a firewall of its own, at policies of other kinds on it, and at the network plugin."),
  LookAtTheGateway("Look at the gateway's own log first."),
  TakeOutProxyProtocol(
      "Take the path out of spec.proxyProtocol, or let the gateway's port take the header."),
  AskAnother(
      "Name an unrelated second server for %s over %s in spec.probe.targets: one alone proves nothing."),
  AskTheOwner(
      "Look at the servers' logs, or ask them from another network: servers of one owner fail alike."),
  AskFromElsewhere(
      "Look at that server's log, or ask it from another network: one server alone proves nothing."),
  AskByName("Name the server for %s over %s by its host name in place of its address."),
  OpenPath("Let the firewall pass %s over %s."),
  OpenEachEnd("Let the firewall pass %s over %s to %s; where it does, look whether %s up."),
  NoInspection("Take %s over %s out of every inspection and rewriting."),
  NoRedirection(
      "Take %s over %s out of every redirection: it has to reach the server that was meant."),
  NoDecryption("Take %s over %s out of TLS inspection."),
  NoMailInspection(
      "Take %s over %s out of mail inspection (on a Cisco ASA or PIX: no inspect esmtp)."),
  NoNameInspection(
      "Take %s over %s out of DNS inspection (on a Cisco ASA: message-length maximum client auto, or no inspect dns)."),
  NoRateLimit("Take %s over %s out of every rate limit."),
  NoProxy("Take %s over %s out of the transparent proxy or web filter.");

  private static final String DROPPED_25 =
      " Many providers drop outbound port 25 themselves: have it released, or ";

  /** The most frequent reasons for a closed path to anywhere. */
  private static final Map<Path, String> HABITS =
      Map.of(
          Catalogue.SMTP_OUT,
          DROPPED_25 + "send through a relay (spec.relay).",
          Catalogue.DNS_TCP,
          " A rule for UDP 53 alone is not enough: long answers come over TCP.");

  private final String template;

  Remedy(String template) {
    this.template = template;
  }

  Advice on(DeclaredPath declared, PathReport report) {
    Remedy fitting = declared.hasEnds() ? atEnds() : this;
    return new Advice(
        fitting.sentence(declared, report) + fitting.hints(declared, report), isAtTheFirewall());
  }

  boolean isAtTheFirewall() {
    return this == OpenPath || this == OpenEachEnd;
  }

  /** No other server can be asked in the place of a declared end. */
  private Remedy atEnds() {
    return switch (this) {
      case OpenPath -> OpenEachEnd;
      case AskAnother -> AskFromElsewhere;
      default -> this;
    };
  }

  private String sentence(DeclaredPath declared, PathReport report) {
    int port = declared.path().port();
    List<String> ends = declared.namedEnds();
    return String.format(
        template,
        declared.path().transport()
            + " "
            + (declared.isInbound() ? port : report.port(port))
            + (declared.isInbound() ? " to the gateway" : " from the gateway"),
        report.family(),
        ends.size() == 1 ? ends.get(0) : ends.isEmpty() ? "each declared end" : Listing.of(ends),
        ends.size() == 1 ? "that server is" : "they are");
  }

  private String hints(DeclaredPath declared, PathReport report) {
    if (this == OpenEachEnd) {
      return declared.leadsToRelay() && declared.path().port() == Catalogue.SMTP_OUT.port()
          ? DROPPED_25 + "use the relay's port for submission (spec.relay.port: 587)."
          : "";
    }
    return this != OpenPath || declared.isInbound()
        ? ""
        : HABITS.getOrDefault(declared.path(), "") + (report.hosts() > 1 ? "" : onlyOne(declared));
  }

  /** One server that is down looks like a closed path; two unrelated ones do not. */
  private static String onlyOne(DeclaredPath declared) {
    return " No second server was asked, so this one may be down: name an unrelated second one in spec.probe.targets."
        + declared.name()
        + ".";
  }
}
