package io.esgoperator.operator;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.PageBound;
import io.esgoperator.live.TotalReading;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.observe.page.PageServer;
import io.esgoperator.operator.cluster.LightObjects;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.reconciler.InstalledCrd;
import io.esgoperator.operator.settings.OperatorSettings;
import io.esgoperator.operator.settings.ServedPorts;
import io.esgoperator.resolve.DnsAddressLookup;
import io.esgoperator.resolve.HostResolver;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;

/** Runs the operator until a signal ends it. */
public final class OperatorCommand {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

  private OperatorCommand() {}

  /**
   * Starts the operator, which continues on its own threads.
   *
   * @param environment see {@link OperatorSettings}
   * @throws IOException when the port of the health or the page is taken
   * @throws InterruptedException when the start is interrupted
   */
  public static void run(Map<String, String> environment) throws IOException, InterruptedException {
    OperatorSettings settings = OperatorSettings.of(environment);
    OperatorMetrics metrics = new OperatorMetrics();
    KubernetesClient client = client(metrics);
    OperatorProcess operator = process(client, settings, metrics, identity(environment));
    new Serving(settings.ports(), operator::isAlive, operator::isReady, metrics, client);
    if (settings.pagePort().isPresent()) {
      PageServer page = new PageServer(settings.pagePort().get(), operator::snapshot);
      LOG.info("The path matrix is on port {} of loopback", page.port());
    }
    try {
      operator.run();
    } catch (RuntimeException failed) {
      // Exits the process: the health server's thread would keep it alive although it never gets
      // ready.
      LOG.error("The operator did not start", failed);
      System.exit(1);
    }
  }

  private static KubernetesClient client(OperatorMetrics metrics) {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(
            TotalReading.serialization(metrics.unread(), new LightObjects()))
        .withHttpClientBuilderConsumer(PageBound::on)
        .build();
  }

  private static OperatorProcess process(
      KubernetesClient client,
      OperatorSettings settings,
      OperatorMetrics metrics,
      String identity) {
    MonotonicClock clock = new MonotonicClock(Clock.systemUTC(), System::nanoTime);
    return new OperatorProcess(
        client,
        new HostResolver(DnsAddressLookup.over(new ExtendedResolver(), LOOKUP_TIMEOUT), clock),
        settings,
        new InstalledCrd(client, version(), clock),
        metrics,
        identity,
        clock);
  }

  /** The jar's version; empty for classes outside of a jar. */
  private static String version() {
    return Objects.requireNonNullElse(
        OperatorCommand.class.getPackage().getImplementationVersion(), "");
  }

  /**
   * The pod's name. A restarted container has the same one, and continues with its own Lease at
   * once.
   */
  private static String identity(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOSTNAME"))
        .orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Loads the classes that a start needs, for the image's class-data archive. */
  public static void warmUp() throws IOException {
    OperatorMetrics metrics = new OperatorMetrics();
    try (KubernetesClient client = client(metrics)) {
      KubernetesSerialization serialization = client.getKubernetesSerialization();
      serialization.unmarshal(
          "{\"apiVersion\":\"esg-operator.io/v1alpha1\",\"kind\":\"EsgInstance\",\"metadata\":{\"name\":\"warm\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}}}}",
          EsgInstance.class);
      serialization.unmarshal("{\"kind\":\"NetworkPolicy\"}", NetworkPolicy.class);
      serialization.unmarshal("{\"kind\":\"Job\"}", Job.class);
      process(
          client, OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "warm-up")), metrics, "warm-up");
      metrics.writeTo(OutputStream.nullOutputStream());
      ServedPorts anyPorts = new ServedPorts(0, 0, Optional.empty(), Optional.empty());
      new Serving(anyPorts, () -> true, () -> true, metrics, client).close();
    }
  }
}
