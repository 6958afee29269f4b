package io.esgoperator.probe.run;

import io.esgoperator.identity.Told;
import io.esgoperator.json.JsonPieces;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.message.TerminationMessage;
import io.esgoperator.probe.protocol.Probers;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.helpers.Reporter;

/**
 * Runs one round inside a probe pod: the plan from the environment, the report to stdout and the
 * termination message.
 */
public final class ProbeCommand {
  private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");

  private ProbeCommand() {}

  /**
   * Probes and ends the process, or answers other pods until the pod is deleted.
   *
   * @param environment {@code ESG_PROBE_PLAN}: the plan as JSON
   * @throws IOException when the plan cannot be read or the result cannot be written
   */
  public static void run(Map<String, String> environment) throws IOException {
    silenceLibraries();
    String text = environment.get("ESG_PROBE_PLAN");
    if (text == null) {
      throw new IllegalArgumentException(
          "ESG_PROBE_PLAN is not set: only the operator starts probes");
    }
    ProbePlan plan = PlanReading.of(text);
    if (plan.listen() != null) {
      HealthServer.limit(System::setProperty);
      new HealthServer(plan.listen(), () -> true, () -> true);
      return;
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    Vantage vantage = Vantage.ofThisPod();
    String message =
        plan.names() == null
            ? report(plan, vantage, threads, System.out)
            : NamesReport.of(plan, vantage, threads, System.out);
    if (Files.isWritable(TERMINATION_LOG)) {
      Files.writeString(TERMINATION_LOG, message);
    } else {
      System.out.println(message);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** A probe says what it has to say in its report; setting up a log takes a tenth of its time. */
  private static void silenceLibraries() {
    System.setProperty(
        LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
    System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
  }

  /**
   * Executes a plan and prints what it finds.
   *
   * @param threads as of {@link ProbeRunner}
   * @return the termination message
   */
  static String report(ProbePlan plan, Vantage vantage, Executor threads, PrintStream out) {
    AtomicLong firstPacket = new AtomicLong();
    Probers probers =
        new Probers(plan.anyCertificate() ? null : new Trust(plan.trustedCertificates()));
    ProbeReport report =
        new ProbeRunner(
                path ->
                    timed(
                        probers.forApplication(path.application(), path.inspection()), firstPacket),
                probers.inspectors(),
                vantage,
                threads,
                System::nanoTime)
            .run(plan);
    report.paths().forEach(path -> out.println(line(path)));
    if (firstPacket.get() > 0) {
      out.println(
          "first packet "
              + (firstPacket.get() - ManagementFactory.getRuntimeMXBean().getStartTime())
              + " ms after the start");
    }
    return new TerminationMessage().write(plan, report);
  }

  private static String line(PathReport path) {
    return JsonPieces.of(
        line -> {
          line.writeStartObject();
          line.writeStringField("path", path.path());
          line.writeStringField("family", path.family().name());
          line.writeStringField("finding", path.finding().name());
          line.writeStringField("target", path.target());
          line.writeNumberField("latencyMillis", path.latencyMillis());
          line.writeNumberField("tries", path.tries());
          line.writeNumberField("hosts", path.hosts());
          line.writeStringField("evidence", path.evidence());
          line.writeObjectFieldStart("told");
          for (Map.Entry<String, Told> one : path.told().entrySet()) {
            if (one.getValue().client() != null) {
              line.writeObjectFieldStart(one.getKey());
              line.writeStringField("client", one.getValue().client());
              line.writeEndObject();
            }
          }
          line.writeEndObject();
          line.writeEndObject();
        });
  }

  private static Prober timed(Prober prober, AtomicLong firstPacket) {
    TimedProber timed =
        (target, timeout, peer) -> {
          firstPacket.compareAndSet(0, System.currentTimeMillis());
          return prober.probe(target, timeout, peer);
        };
    return timed;
  }
}
