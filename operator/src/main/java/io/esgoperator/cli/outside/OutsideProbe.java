package io.esgoperator.cli.outside;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Diagnosis;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.run.ProbeRunner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks every inbound path at every address, side by side, at the port that the outside sees.
 *
 * @param probers speak the paths' protocols
 * @param timeout of one try
 */
record OutsideProbe(Function<ProbePlan.PlannedPath, Prober> probers, Duration timeout) {
  List<OutsideTable.Row> ask(List<DeclaredPath> inbound, List<PublicAddress> addresses) {
    List<Question> questions =
        inbound.stream()
            .flatMap(path -> addresses.stream().map(address -> new Question(path, address)))
            .toList();
    Map<String, PathReport> answers = answers(questions, addresses);
    return questions.stream()
        .map(question -> question.isProvable() ? question.read(answers) : question.unprovable())
        .toList();
  }

  private Map<String, PathReport> answers(List<Question> questions, List<PublicAddress> addresses) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      return new ProbeRunner(
              probers,
              Inspectors.none(),
              Vantage.outside(addresses.stream().map(PublicAddress::family).distinct().toList()),
              threads,
              System::nanoTime)
              .run(
                  new ProbePlan(
                      ProbePlan.VERSION,
                      timeout.toMillis(),
                      true,
                      null,
                      questions.stream()
                          .filter(Question::isProvable)
                          .map(Question::planned)
                          .toList()))
              .paths()
              .stream()
              .collect(Collectors.toMap(PathReport::path, Function.identity()));
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * One path at one address. The result at one address of a gateway proves nothing about another.
   */
  private record Question(DeclaredPath declared, PublicAddress address) {
    boolean isProvable() {
      return declared.path().application() != Application.None;
    }

    ProbePlan.PlannedPath planned() {
      return new ProbePlan.PlannedPath(
          name(),
          declared.path().application(),
          declared.path().port(),
          List.of(address.at(declared.path().port())));
    }

    private String name() {
      return declared.name() + " at " + address.describe();
    }

    OutsideTable.Row read(Map<String, PathReport> answers) {
      PathReport report = answers.get(name());
      return row(report.target(), report.latencyMillis(), Diagnosis.fromOutside(declared, report));
    }

    OutsideTable.Row unprovable() {
      return row(
          address.describe(),
          null,
          new Judgement(
              Verdict.Unknown,
              null,
              Reason.Unverifiable,
              "Unknown, no protocol to ask in: set the path's application."));
    }

    private OutsideTable.Row row(String target, Long latencyMillis, Judgement judgement) {
      return new OutsideTable.Row(declared, address.family(), target, latencyMillis, judgement);
    }
  }
}
