package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.InformedObjects;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.settings.OperatorSettings;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.resolve.HostResolver;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole passes, as the framework starts them: what each writes, and in which order. */
class EsgInstanceReconcilerTest {
  private static final String NAMESPACE = "/namespaces/mail/";
  private static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1" + NAMESPACE + "esginstances/gateway";
  private static final String POLICIES =
      "/apis/networking.k8s.io/v1" + NAMESPACE + "networkpolicies";
  private static final String POLICY = POLICIES + "/esg-gateway";
  private static final String JOBS = "/apis/batch/v1" + NAMESPACE + "jobs";
  private static final String STATUS = INSTANCE + "/status";

  private final FakeApiServer server = new FakeApiServer();
  private final KubernetesClient client = server.client();
  private final MovableClock clock = new MovableClock();
  private final HostResolver resolver = mock(HostResolver.class);
  private final InstalledCrd crd = mock(InstalledCrd.class);
  private final InformedObjects informed = mock(InformedObjects.class);
  private final EsgInstance instance = Instances.sample("minimal");
  private final EsgInstanceReconciler reconciler =
      new EsgInstanceReconciler(
          client,
          resolver,
          OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "esg-operator:dev")),
          crd,
          mock(OperatorMetrics.class),
          "this-replica",
          new MonotonicClock(clock, () -> 0),
          informed);

  @BeforeEach
  void serve() {
    ServedKinds.on(server);
    instance.getMetadata().setResourceVersion("1");
    server
        .has(INSTANCE, instance)
        .has(STATUS, instance)
        .has(JOBS, new Job())
        .has("/api/v1" + NAMESPACE + "pods", new PodList())
        .has("/api/v1/namespaces/default/services", new ServiceList())
        .has("/api/v1/nodes", new NodeList())
        .has("/api/v1/namespaces/kube-system/services", new ServiceList())
        .has("/api/v1/namespaces/kube-system/pods", new PodList())
        .has("/api/v1/namespaces/openshift-dns/services", new ServiceList())
        .has("/apis/networking.k8s.io/v1/networkpolicies", new NetworkPolicyList())
        .has(POLICIES, new NetworkPolicyList())
        .has(
            POLICY,
            NetworkPolicies.of(instance, new ResolvedHosts(Map.of()), List.of(), Gateway.unknown()))
        .refuses(POLICY, 404)
        .refusesWrites(POLICY, 200);
    when(informed.has(any())).thenReturn(true);
    when(crd.hold()).thenReturn(CrdReading.Hold.Nothing);
    when(crd.settled()).thenReturn(Instant.EPOCH);
    when(resolver.resolve(any(), any(), any())).thenAnswer(asked -> known(asked.getArgument(1)));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void the_policy_is_written_before_the_jobs_and_the_status_comes_last() {
    assertThat(writes(pass())).containsExactly(POLICY, JOBS, STATUS);
  }

  @Test
  void a_pass_that_started_a_round_looks_again_soon() {
    assertThat(pass().getScheduleDelay()).contains(2_000L);
  }

  @Test
  void while_the_crd_is_not_the_operators_own_nothing_is_probed() {
    when(crd.hold()).thenReturn(CrdReading.Hold.Status);
    UpdateControl<EsgInstance> next = pass();
    assertThat(writes(next)).contains(POLICY).doesNotContain(JOBS);
    assertThat(next.getScheduleDelay()).contains(InstalledCrd.LOOK_AGAIN.toMillis());
  }

  @Test
  void an_instance_that_is_gone_is_left_alone() {
    server.refuses(INSTANCE, 404);
    assertThat(writes(pass())).isEmpty();
  }

  @Test
  void a_spec_that_may_have_lost_fields_changes_no_policy_and_starts_no_probe() {
    when(crd.settled()).thenReturn(Instant.MAX);
    assertThat(writes(pass())).doesNotContain(POLICY, JOBS);
  }

  @Test
  void a_name_that_is_known_in_a_moment_is_waited_for_before_anything_is_written() {
    ResolvedHosts hosts = new ResolvedHosts(Map.of(), clock.instant(), new TreeSet<>());
    doReturn(hosts).when(resolver).resolve(any(), any(), any());
    UpdateControl<EsgInstance> next = pass();
    assertThat(writes(next)).isEmpty();
    assertThat(next.getScheduleDelay()).contains(500L);
  }

  @Test
  void a_name_without_an_answer_is_waited_for_before_anything_is_probed() {
    Instant named = clock.instant().minusSeconds(1);
    doReturn(new ResolvedHosts(Map.of(), named, new TreeSet<>()))
        .when(resolver)
        .resolve(any(), any(), any());
    assertThat(writes(pass())).contains(POLICY).doesNotContain(JOBS);
  }

  @Test
  void a_status_that_must_not_be_written_now_is_written_by_the_next_pass_soon() {
    when(crd.isLackingNow()).thenReturn(true);
    UpdateControl<EsgInstance> next = pass();
    assertThat(writes(next)).doesNotContain(STATUS);
    assertThat(next.getScheduleDelay()).contains(1_000L);
  }

  @Test
  void a_status_that_another_client_has_written_meanwhile_is_left_to_the_next_pass() {
    server.refusesWrites(STATUS, 409);
    assertThat(pass().getScheduleDelay()).contains(1_000L);
    assertThat(statusWrites()).hasSize(1);
  }

  @Test
  void a_status_that_the_api_server_refuses_ends_the_pass_at_once_with_its_answer() {
    server.refusesWrites(STATUS, 422);
    assertThatThrownBy(this::pass)
        .isInstanceOfSatisfying(
            OperatorException.class,
            fault -> assertThat(PassFault.of(fault).message()).contains("with 422"));
    assertThat(statusWrites()).hasSize(1);
  }

  @Test
  void a_condition_that_the_api_server_keeps_though_it_is_not_sent_is_taken_away() {
    EsgInstance kept =
        Instances.withStatus(
            "conditions: [{type: Stalled, status: 'True', reason: PassFailed, message: No., lastTransitionTime: '2026-01-01T00:00:00Z'}]");
    kept.getMetadata().setResourceVersion("2");
    server.has(STATUS, kept);
    pass();
    assertThat(statusWrites()).hasSize(2);
    assertThat(statusWrites().get(1))
        .contains("\"resourceVersion\":\"2\"", "\"Ready\"", "\"Reconciling\"")
        .doesNotContain("Stalled", "paths");
  }

  private List<String> statusWrites() {
    return server.writes().stream().filter(write -> write.startsWith("PATCH " + STATUS)).toList();
  }

  @Test
  void an_exception_in_a_pass_stands_in_the_status_and_leaves_the_next_try_to_the_framework() {
    Context<EsgInstance> context = context();
    when(context.getRetryInfo()).thenReturn(Optional.empty());
    ErrorStatusUpdateControl<EsgInstance> next =
        reconciler.updateErrorStatus(instance, context, new IllegalStateException("no row"));
    assertThat(server.writes())
        .anyMatch(write -> write.startsWith("PATCH " + STATUS) && write.contains("no row"));
    assertThat(next.isNoRetry()).isFalse();
    assertThat(next.getResource()).isEmpty();
  }

  @Test
  void a_pass_that_failed_is_tried_again_without_end_and_after_five_minutes_at_most() {
    GradualRetry retry = EsgInstanceReconciler.class.getAnnotation(GradualRetry.class);
    GenericRetry tries = new GenericRetry();
    tries.initFrom(retry);
    RetryExecution one = tries.initExecution();
    assertThat(Stream.generate(one::nextDelay).limit(100).map(Optional::orElseThrow))
        .allMatch(delay -> delay <= 300_000)
        .endsWith(300_000L);
    assertThat(one.isLastAttempt()).isFalse();
  }

  private UpdateControl<EsgInstance> pass() {
    return reconciler.reconcile(instance, context());
  }

  /** The paths of what the pass wrote, in their order. */
  private List<String> writes(UpdateControl<EsgInstance> pass) {
    assertThat(pass.isNoUpdate()).isTrue();
    return server.writes().stream()
        .map(write -> write.split(" ")[1])
        .filter(path -> !path.contains("/events"))
        .distinct()
        .toList();
  }

  private static ResolvedHosts known(Set<String> names) {
    return new ResolvedHosts(
        names.stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name ->
                        new ResolvedHosts.Host(
                            List.of("192.0.2.62"), Instant.MAX, null, null, false))));
  }

  @SuppressWarnings("unchecked")
  private Context<EsgInstance> context() {
    Context<EsgInstance> context = mock(Context.class, RETURNS_DEEP_STUBS);
    when(context.getClient()).thenReturn(client);
    doReturn(instance).when(context).getPrimaryResource();
    when(context.getSecondaryResources(NetworkPolicy.class)).thenReturn(Set.of());
    when(context.getSecondaryResourcesAsStream(any())).thenAnswer(any -> Stream.empty());
    when(context.getControllerConfiguration().fieldManager()).thenReturn("esginstance");
    return context;
  }
}
