package io.esgoperator.probe.run;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.message.TerminationMessage;
import io.esgoperator.probe.names.NameProbe;
import io.esgoperator.probe.names.recursion.WorldReach;
import io.esgoperator.probe.trust.Trust;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** Asks for the names of a plan, prints the answers, and writes the termination message. */
final class NamesReport {
  private NamesReport() {}

  /**
   * Asks.
   *
   * @param threads must not limit their number
   * @return the termination message
   */
  static String of(ProbePlan plan, Vantage vantage, Executor threads, PrintStream out) {
    long start = System.nanoTime();
    NameAnswers names =
        new NameProbe(
                threads,
                WorldReach.of(
                    Set.copyOf(vantage.families()), Duration.ofMillis(plan.timeoutMillis())),
                new Trust(plan.trustedCertificates()),
                NameProbe.TOTAL)
            .ask(plan.names());
    names.answers().forEach(answer -> out.println(line(answer)));
    return new TerminationMessage()
        .write(
            plan,
            new ProbeReport(
                    vantage.families(), (System.nanoTime() - start) / 1_000_000, -1, List.of())
                .with(names));
  }

  private static String line(NameAnswer answer) {
    return "%s of %s: %s %s"
        .formatted(
            answer.about(), answer.subject(), answer.state(), String.join(", ", answer.told()));
  }
}
