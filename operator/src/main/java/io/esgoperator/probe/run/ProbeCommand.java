package io.esgoperator.probe.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Nameservers;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.TerminationMessage;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.protocol.Probers;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    ProbePlan plan = PlanReading.of(new ObjectMapper().readTree(text));
    if (plan.listen() != null) {
      HealthServer.limit(System::setProperty);
      new HealthServer(plan.listen(), () -> true, () -> true);
      return;
    }
    AtomicLong firstPacket = new AtomicLong();
    ProbeReport report = run(plan, Vantage.ofThisPod(), firstPacket);
    print(report, System.out);
    if (firstPacket.get() > 0) {
      System.out.println(
          "first packet "
              + (firstPacket.get() - ManagementFactory.getRuntimeMXBean().getStartTime())
              + " ms after the start");
    }
    String message = new TerminationMessage().write(plan, report);
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

  private static ProbeReport run(ProbePlan plan, Vantage vantage, AtomicLong firstPacket) {
    ExecutorService threads = Executors.newCachedThreadPool();
    Probers probers =
        new Probers(plan.anyCertificate() ? null : new Trust(plan.trustedCertificates()));
    try {
      return new ProbeRunner(
              path ->
                  timed(probers.forApplication(path.application(), path.inspection()), firstPacket),
              probers.inspectors(),
              vantage,
              threads,
              System::nanoTime)
          .run(plan);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void print(ProbeReport report, PrintStream out) {
    report.paths().forEach(path -> out.println(line(path)));
  }

  private static ObjectNode line(PathReport path) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode told = line.putObject("told");
    path.told().entrySet().stream()
        .filter(one -> one.getValue().client() != null)
        .forEach(one -> told.putObject(one.getKey()).put("client", one.getValue().client()));
    return line.put("path", path.path())
        .put("family", path.family().name())
        .put("finding", path.finding().name())
        .put("target", path.target())
        .put("latencyMillis", path.latencyMillis())
        .put("tries", path.tries())
        .put("hosts", path.hosts())
        .put("evidence", path.evidence());
  }

  private static Prober timed(Prober prober, AtomicLong firstPacket) {
    TimedProber timed =
        (target, timeout, peer) -> {
          firstPacket.compareAndSet(0, System.currentTimeMillis());
          return prober.probe(target, timeout, peer);
        };
    return timed;
  }

  /**
   * Loads the classes that a round needs, for the image's class-data archive.
   *
   * @throws IOException never, in practice
   */
  public static void warmUp() throws IOException {
    warmUpTls();
    ProbePlan plan =
        PlanReading.of(
            new ObjectMapper()
                .readTree(
                    "{\"version\":"
                        + ProbePlan.VERSION
                        + ",\"timeoutMillis\":50,\"paths\":["
                        + java.util.Arrays.stream(Application.values())
                            .filter(application -> application != Application.None)
                            .map(
                                application ->
                                    "{\"name\":\"%s\",\"application\":\"%s\",\"port\":9,\"inspection\":{\"on\":true},\"peers\":[{\"host\":\"localhost\",\"address\":\"127.0.0.1\",\"port\":9}]}"
                                        .formatted(application, application))
                            .collect(java.util.stream.Collectors.joining(","))
                        + "]}"));
    ProbeReport report =
        run(
            plan,
            Vantage.at(List.of(InetAddress.getLoopbackAddress()), Nameservers.ofThisPod()),
            new AtomicLong());
    print(report, new PrintStream(java.io.OutputStream.nullOutputStream()));
    new TerminationMessage().write(plan, report);
  }

  /** No server is at hand that would make the JDK load its classes for TLS. */
  private static void warmUpTls() throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
    Path tls = modules.resolve("java.base/sun/security/ssl");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(tls, "*.class")) {
      for (Path file : files) {
        load(modules.resolve("java.base").relativize(file).toString());
      }
    }
  }

  private static void load(String file) {
    try {
      Class.forName(file.replaceFirst("\\.class$", "").replace('/', '.'), false, null);
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException("the JDK lists " + file + " and does not have it", gone);
    }
  }
}
