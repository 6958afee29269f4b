package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.HealthServer;
import io.esgoperator.resolve.DnsAddressLookup;
import io.esgoperator.resolve.HostResolver;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.lookup.LookupSession;

/** Runs the operator until it is told to stop. */
public final class OperatorCommand {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorCommand.class);
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private OperatorCommand() {}

  /**
   * Starts the operator.
   *
   * @param environment see {@link OperatorSettings}
   * @throws IOException when the health port is taken
   */
  public static void run(Map<String, String> environment) throws IOException {
    OperatorSettings settings = OperatorSettings.of(environment);
    KubernetesClient client = new KubernetesClientBuilder().build();
    Operator operator =
        new Operator(
            overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(true));
    operator.register(
        new EsgInstanceReconciler(client, hostResolver(), settings, Clock.systemUTC()));
    operator.installShutdownHook(STOP_TIMEOUT);
    HealthServer health =
        new HealthServer(
            settings.healthPort(),
            () -> !isStarted(operator) || operator.getRuntimeInfo().allEventSourcesAreHealthy(),
            () -> isStarted(operator));
    operator.start();
    LOG.info("The operator watches EsgInstances; health on port {}", health.port());
  }

  private static boolean isStarted(Operator operator) {
    return operator.getRuntimeInfo().isStarted();
  }

  private static HostResolver hostResolver() {
    ExtendedResolver resolver = new ExtendedResolver();
    resolver.setTimeout(LOOKUP_TIMEOUT);
    resolver.setRetries(1);
    return new HostResolver(
        new DnsAddressLookup(LookupSession.builder().resolver(resolver).build()),
        Clock.systemUTC());
  }

  /** Loads the classes that a start needs, for the image's class-data archive. */
  public static void warmUp() {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      Serialization.unmarshal(
          "{\"apiVersion\":\"esg-operator.io/v1alpha1\",\"kind\":\"EsgInstance\",\"metadata\":{\"name\":\"warm\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}}}}",
          EsgInstance.class);
      Serialization.unmarshal("{\"kind\":\"NetworkPolicy\"}", NetworkPolicy.class);
      Serialization.unmarshal("{\"kind\":\"Job\"}", Job.class);
      new Operator(overrider -> overrider.withKubernetesClient(client))
          .register(
              new EsgInstanceReconciler(
                  client,
                  hostResolver(),
                  OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "warm-up")),
                  Clock.systemUTC()));
    }
  }
}
