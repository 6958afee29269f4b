package io.esgoperator.operator;

import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.settings.ServedPorts;
import io.esgoperator.server.AuthorizedHandler;
import io.esgoperator.server.BoundedServer;
import io.esgoperator.server.DaemonThreads;
import io.esgoperator.server.HealthHandler;
import io.esgoperator.server.MetricsHandler;
import io.esgoperator.server.RememberedPermissions;
import io.esgoperator.server.ServedCertificate;
import io.esgoperator.server.ServerBounds;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of the operator's process. Each has its own threads and connections. */
final class Serving implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** The kubelet itself needs a minute or two to update a changed Secret in the pod. */
  private static final Duration LOOK_AT_CERTIFICATE = Duration.ofSeconds(10);

  private final BoundedServer health;
  private final BoundedServer canaries;
  private final ScheduledExecutorService certificates =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("certificate"));
  private BoundedServer secureMetrics;

  /** Starts the servers; fails when a port is taken, or the certificate cannot be read. */
  Serving(
      ServedPorts ports,
      BooleanSupplier alive,
      BooleanSupplier ready,
      OperatorMetrics metrics,
      KubernetesClient client)
      throws IOException {
    health =
        BoundedServer.http(
            "health", ports.health(), ServerBounds.OF_HEALTH, new HealthHandler(alive, ready));
    MetricsHandler text = new MetricsHandler(metrics::writeTo);
    canaries =
        BoundedServer.http(
            "metrics",
            ports.canary(),
            ServerBounds.OF_METRICS,
            ports.secureMetrics().isEmpty() ? text : new Handler.Sequence());
    LOG.info("Health on port {}, canaries on port {}", health.port(), canaries.port());
    if (ports.secureMetrics().isPresent()) {
      startSecureMetrics(ports, text, client);
    }
  }

  private void startSecureMetrics(ServedPorts ports, MetricsHandler text, KubernetesClient client)
      throws IOException {
    ServedCertificate certificate = certificate(ports);
    secureMetrics =
        BoundedServer.https(
            "secure-metrics",
            ports.secureMetrics().orElseThrow(),
            ServerBounds.OF_METRICS,
            certificate,
            new AuthorizedHandler(
                new RememberedPermissions(new MetricsReview(client)::of, System::nanoTime), text));
    if (ports.certificate().isPresent()) {
      certificates.scheduleWithFixedDelay(
          certificate::lookAgain,
          LOOK_AT_CERTIFICATE.toSeconds(),
          LOOK_AT_CERTIFICATE.toSeconds(),
          TimeUnit.SECONDS);
    }
    LOG.info("Metrics over TLS on port {}", secureMetrics.port());
  }

  private static ServedCertificate certificate(ServedPorts ports) throws IOException {
    try {
      return ports.certificate().isPresent()
          ? ServedCertificate.of(ports.certificate().get())
          : ServedCertificate.selfSigned("esg-operator", Clock.systemUTC());
    } catch (GeneralSecurityException unreadable) {
      throw new IOException(
          "the certificate of the metrics cannot be used: " + unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public void close() {
    certificates.shutdownNow();
    health.close();
    canaries.close();
    if (secureMetrics != null) {
      secureMetrics.close();
    }
  }
}
