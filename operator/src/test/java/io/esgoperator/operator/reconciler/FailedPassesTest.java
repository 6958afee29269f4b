package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.EventPublisher;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exception in a pass reaches the status of its instance, once and of that one alone. */
class FailedPassesTest {
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/mail/events";
  private static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  private static final String STATUS = INSTANCE + "/status";
  private static final RuntimeException FAULT = new IllegalStateException("row 7 of no path");

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final InstalledCrd crd = mock(InstalledCrd.class);
  private final EsgInstance instance = Instances.sample("minimal");
  private final FailedPasses failed =
      new FailedPasses(
          crd,
          new WithheldInstances(
              new EventPublisher(client, "operator", clock), new ConditionPatch(client), clock));

  @BeforeEach
  void serve() {
    instance.getMetadata().setResourceVersion("7");
    instance.getMetadata().setUid("1");
    cluster.has(EVENTS, new Event()).has(INSTANCE, instance).has(STATUS, instance);
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_fault_of_the_operator_stalls_the_instance_at_once_and_names_itself() {
    assertThat(tell(FAULT, false).isNoRetry()).isFalse();
    assertThat(writes("PATCH"))
        .singleElement()
        .asString()
        .contains(
            "\"type\":\"Stalled\"",
            "\"status\":\"True\"",
            "\"reason\":\"PassFailed\"",
            "IllegalStateException: row 7 of no path",
            "The policy stands as it was last written.",
            "\"resourceVersion\":\"7\"")
        .doesNotContain("paths");
    assertThat(writes("POST")).singleElement().asString().contains("PassFailed");
  }

  @Test
  void the_same_fault_is_told_once() {
    tell(FAULT, false);
    tell(FAULT, true);
    tell(FAULT, true);
    assertThat(writes("POST")).hasSize(1);
  }

  @Test
  void a_fault_that_comes_back_is_told_again() {
    tell(FAULT, false);
    failed.forget(instance);
    tell(FAULT, false);
    assertThat(writes("POST")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 429, 500, 503})
  void what_passes_by_itself_is_told_at_the_second_try(int code) {
    KubernetesClientException busy =
        new KubernetesClientException(
            "Failure executing", code, new StatusBuilder().withMessage("try later").build());
    tell(busy, false);
    assertThat(cluster.writes()).isEmpty();
    tell(busy, true);
    assertThat(writes("PATCH"))
        .singleElement()
        .asString()
        .contains("ApiServerRefused", "with " + code + ": try later.");
  }

  @Test
  void a_refusal_is_told_at_once() {
    tell(new KubernetesClientException("jobs is forbidden", 403, null), false);
    assertThat(writes("PATCH")).singleElement().asString().contains("jobs is forbidden");
  }

  @Test
  void the_api_servers_silence_inside_of_another_exception_is_known() {
    RuntimeException wrapped =
        new IllegalStateException(
            new KubernetesClientException("GET /pods", new IOException("timeout")));
    tell(wrapped, false);
    assertThat(cluster.writes()).isEmpty();
    tell(wrapped, true);
    assertThat(writes("PATCH")).singleElement().asString().contains("ApiServerUnreachable");
  }

  @Test
  void while_a_write_would_lose_fields_of_the_spec_nothing_is_written() {
    when(crd.isLackingNow()).thenReturn(true);
    tell(FAULT, true);
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void what_others_wrote_is_cut_and_printable() {
    tell(new IllegalStateException("\u001b[31m" + "x".repeat(5_000)), false);
    String written = writes("PATCH").get(0);
    assertThat(written)
        .hasSizeLessThan(1_500)
        .contains("(java.lang.IllegalStateException: \\\\u001b[31mxxx");
  }

  private ErrorStatusUpdateControl<EsgInstance> tell(Exception fault, boolean again) {
    @SuppressWarnings("unchecked")
    Context<EsgInstance> context = mock(Context.class);
    when(context.getRetryInfo())
        .thenReturn(again ? Optional.of(mock(RetryInfo.class)) : Optional.empty());
    return failed.tell(instance, context, fault);
  }

  private List<String> writes(String method) {
    return cluster.writes().stream().filter(write -> write.startsWith(method)).toList();
  }
}
