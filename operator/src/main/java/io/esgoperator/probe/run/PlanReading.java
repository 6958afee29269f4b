package io.esgoperator.probe.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.io.IOException;
import java.util.Optional;

/**
 * A plan from its JSON, token by token. Jackson's binding and its trees take a tenth of a probe's
 * processor time.
 */
final class PlanReading {
  private PlanReading() {}

  /**
   * Reads a plan.
   *
   * @throws IOException when the text is no JSON
   */
  static ProbePlan of(String text) throws IOException {
    try (JsonParser tokens = new JsonFactory().createParser(text)) {
      return plan(PlanFields.read(tokens));
    }
  }

  private static ProbePlan plan(PlanFields plan) {
    return new ProbePlan(
        plan.number("version"),
        plan.number("timeoutMillis"),
        plan.flag("anyCertificate"),
        plan.text("trustedCertificates"),
        plan.each("paths", PlanReading::path),
        plan.has("listen") ? plan.number("listen") : null,
        plan.has("names") ? names(plan.part("names")) : null);
  }

  private static NameQuestions names(PlanFields names) {
    return new NameQuestions(
        names.texts("roots"),
        names.texts("addresses"),
        names.texts("domains"),
        names.texts("entrances"),
        names.texts("blockLists"));
  }

  private static ProbePlan.PlannedPath path(PlanFields path) {
    return new ProbePlan.PlannedPath(
        path.text("name"),
        Application.valueOf(path.text("application")),
        path.number("port"),
        path.flag("closed"),
        path.texts("from"),
        inspection(path.part("inspection")),
        path.each("peers", PlanReading::peer),
        path.flag("eachEnd"));
  }

  private static Inspection inspection(PlanFields inspection) {
    PlanFields reflector = inspection.part("reflector");
    return new Inspection(
        inspection.flag("on"),
        inspection.texts("traits").stream().map(Trait::valueOf).toList(),
        inspection.each("dead", PlanReading::peer),
        inspection.each("burst", PlanReading::peer),
        new Inspection.Reflector(
            Optional.ofNullable(reflector.text("name")).orElse(""),
            reflector.each("servers", PlanReading::peer)));
  }

  private static ProbePlan.Peer peer(PlanFields peer) {
    return new ProbePlan.Peer(
        peer.text("host"),
        peer.text("address"),
        peer.number("port"),
        peer.has("proxyProtocol") ? ProxyProtocol.valueOf(peer.text("proxyProtocol")) : null);
  }
}
