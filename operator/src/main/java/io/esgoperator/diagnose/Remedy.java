package io.esgoperator.diagnose;

import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Path;
import io.esgoperator.probe.PathReport;
import java.util.Map;

/** All advice. */
enum Remedy {
  None(""),
  LookAtTheCluster(
      "No firewall outside stands between them: for %s over %s look whether the gateway listens, at policies of other kinds on it, and at the network plugin."),
  LookAtTheGateway("Look at the gateway's own log first."),
  TakeOutProxyProtocol(
      "Take the path out of spec.proxyProtocol, or let the gateway's port take the header."),
  AskAnother(
      "Name an unrelated second server for %s over %s in spec.probe.targets: one alone proves nothing."),
  OpenPath("Let the firewall pass %s over %s."),
  OpenEachEnd(
      "Let the firewall pass %s over %s to each declared end; where it does, look whether that server is up."),
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

  /** The most frequent reasons for a closed path. */
  private static final Map<Path, String> HABITS =
      Map.of(
          Catalogue.SMTP_OUT,
          " Many providers drop outbound port 25 themselves: have it released, or send through a relay.",
          Catalogue.DNS_TCP,
          " A rule for UDP 53 alone is not enough: long answers come over TCP.");

  private final String template;

  Remedy(String template) {
    this.template = template;
  }

  Advice on(DeclaredPath declared, PathReport report) {
    return new Advice(sentence(declared, report) + hints(declared, report), isAtTheFirewall());
  }

  boolean isAtTheFirewall() {
    return this == OpenPath || this == OpenEachEnd;
  }

  private String sentence(DeclaredPath declared, PathReport report) {
    int port = declared.path().port();
    return String.format(
        template,
        declared.path().transport()
            + " "
            + (declared.isInbound() ? port : report.port(port))
            + (declared.isInbound() ? " to the gateway" : " from the gateway"),
        report.family());
  }

  private String hints(DeclaredPath declared, PathReport report) {
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
