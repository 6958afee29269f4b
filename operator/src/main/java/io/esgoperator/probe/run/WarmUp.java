package io.esgoperator.probe.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Nameservers;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.Vantage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** Loads the classes that a probe needs, for the image's class-data archive. */
public final class WarmUp {
  private static final int DISCARD = 9;
  private static final PrintStream NOTHING = new PrintStream(OutputStream.nullOutputStream());

  private WarmUp() {}

  /**
   * Asks ports that refuse, side by side as in a pod, and then honest peers, one after the other,
   * so that each time the same classes are loaded.
   *
   * @throws IOException never, in practice
   */
  public static void run() throws IOException {
    loadTls();
    Vantage.ofThisPod();
    ExecutorService threads = Executors.newCachedThreadPool();
    round(false, applications().map(WarmUp::refused).toList(), threads);
    threads.shutdown();
    try (HonestPeers peers = new HonestPeers(key())) {
      List<ProbePlan.PlannedPath> outbound = new ArrayList<>();
      for (Application application : applications().toList()) {
        outbound.add(inspected(peers.path(application)));
      }
      round(false, outbound, Runnable::run);
      round(true, outbound.stream().map(path -> path.toEachEnd(true)).toList(), Runnable::run);
    }
  }

  /** The key that {@code javax.net.ssl.keyStore} names; without one, handshakes fail. */
  private static SSLSocketFactory key() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  private static Stream<Application> applications() {
    return Stream.of(Application.values()).filter(application -> application != Application.None);
  }

  private static ProbePlan.PlannedPath refused(Application application) {
    return inspected(
        new ProbePlan.PlannedPath(
            application.name(),
            application,
            DISCARD,
            List.of(
                new ProbePlan.Peer("localhost", HonestPeers.LOOPBACK.getHostAddress(), DISCARD))));
  }

  private static ProbePlan.PlannedPath inspected(ProbePlan.PlannedPath path) {
    return new ProbePlan.PlannedPath(
        path.name(),
        path.application(),
        path.port(),
        false,
        new Inspection(true, List.of(Trait.Http2, Trait.Unrelated), List.of(), List.of()),
        path.peers());
  }

  private static void round(
      boolean anyCertificate, List<ProbePlan.PlannedPath> paths, Executor threads)
      throws IOException {
    ProbePlan plan = new ProbePlan(ProbePlan.VERSION, 1_000, anyCertificate, null, paths);
    ProbeCommand.report(
        PlanReading.of(new ObjectMapper().writeValueAsString(plan)),
        Vantage.at(List.of(HonestPeers.LOOPBACK), Nameservers.ofThisPod()),
        threads,
        NOTHING);
  }

  /** Honest peers have all of TLS 1.3; others make the JDK load the rest. */
  private static void loadTls() throws IOException {
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
