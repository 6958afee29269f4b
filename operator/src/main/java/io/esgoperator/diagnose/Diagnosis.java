package io.esgoperator.diagnose;

import io.esgoperator.policy.DeclaredPath;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.EnumMap;
import java.util.Map;

/** The table from what a probe found to what the user reads. */
public final class Diagnosis {
  private static final Map<Finding, Row> TABLE = new EnumMap<>(Finding.class);

  /** What reads otherwise where the peer is the gateway itself, and nothing lies between. */
  private static final Map<Finding, Row> AT_THE_GATEWAY = new EnumMap<>(Finding.class);

  // spotless:off
  static {
    row(Finding.Answered, Verdict.Open, null, "%s answered: %s.", Advice.None);
    row(Finding.NoAnswer, Verdict.Blocked, null, "%s gave no answer to %d tries.", Advice.OpenPath);
    row(
        Finding.Refused,
        Verdict.Refused,
        null,
        "%s refused %d tries: a filter rejects them, or the port is closed there.",
        Advice.OpenPath);
    row(
        Finding.Prohibited,
        Verdict.Refused,
        "a filter on the way",
        "A filter on the way to %s said no to %d tries (%s).",
        Advice.OpenPath);
    row(
        Finding.Held,
        Verdict.Tampered,
        null,
        "The connection to %s was accepted and then stayed silent in %d tries: something in between holds it (%s).",
        Advice.NoInspection);
    row(
        Finding.ClosedEarly,
        Verdict.Tampered,
        null,
        "The connection to %s was cut before it said a word in its protocol, in %d tries (%s).",
        Advice.NoInspection);
    row(
        Finding.ForeignAnswer,
        Verdict.Tampered,
        null,
        "Something other than %s answered %d tries (%s).",
        Advice.NoInspection);
    row(
        Finding.ProbeFault,
        Verdict.Unknown,
        "the probe",
        "The probe could not ask %s in %d tries (%s).",
        Advice.None);
    AT_THE_GATEWAY.put(
        Finding.Held,
        new Row(
            Verdict.Blocked,
            null,
            "%s took the connection and then stayed silent in %d tries (%s): it hangs, or a proxy in its pod does.",
            Advice.LookAtTheGateway));
    AT_THE_GATEWAY.put(
        Finding.ClosedEarly,
        new Row(
            Verdict.Refused,
            null,
            "%s cut the connection before it said a word in its protocol, in %d tries (%s).",
            Advice.LookAtTheGateway));
  }

  // spotless:on

  private Diagnosis() {}

  public static Judgement of(DeclaredPath declared, PathReport report) {
    Row usual = TABLE.get(report.finding());
    Row row = declared.isInbound() ? AT_THE_GATEWAY.getOrDefault(report.finding(), usual) : usual;
    String seen =
        row.verdict() == Verdict.Open
            ? String.format(row.sentence(), report.target(), report.evidence())
            : String.format(row.sentence(), report.target(), report.tries(), report.evidence());
    return new Judgement(
        row.verdict(),
        row.culprit(),
        report.finding().name(),
        seen + row.advice().sentence(declared, report));
  }

  private static void row(
      Finding finding, Verdict verdict, String culprit, String sentence, Advice advice) {
    TABLE.put(finding, new Row(verdict, culprit, sentence, advice));
  }

  private record Row(Verdict verdict, String culprit, String sentence, Advice advice) {}

  private enum Advice {
    None(""),
    LookAtTheGateway(" Look at the gateway's own log first."),
    OpenPath(" Let the firewall pass %s over %s."),
    NoInspection(" Take %s over %s out of every inspection and rewriting.");

    private final String template;

    Advice(String template) {
      this.template = template;
    }

    String sentence(DeclaredPath declared, PathReport report) {
      return String.format(
          template,
          declared.path().transport()
              + " "
              + declared.path().port()
              + (declared.isInbound() ? " to the gateway" : " from the gateway"),
          report.family());
    }
  }
}
