package io.esgoperator.operator.rounds;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A pass's context: its informers know the created Jobs, and a test sets their outcome. */
final class InformedContext {
  private static final String JOBS = "/apis/batch/v1/namespaces/mail/jobs";

  private final FakeApiServer cluster;
  private final List<Job> jobs = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private int written;

  InformedContext(FakeApiServer cluster) {
    this.cluster = cluster.has(JOBS, new Job());
  }

  @SuppressWarnings("unchecked")
  Context<EsgInstance> context(EsgInstance instance) {
    Context<EsgInstance> context = mock(Context.class);
    when(context.getPrimaryResource()).thenReturn(instance);
    when(context.getSecondaryResourcesAsStream(any()))
        .thenAnswer(
            asked -> (asked.getArgument(0) == Job.class ? List.copyOf(jobs) : pods).stream());
    return context;
  }

  /** The informers hear of the Jobs that were made since the last time; gives their names. */
  List<String> hear() {
    List<Job> made =
        cluster.writes().stream()
            .skip(written)
            .filter(write -> write.startsWith("POST " + JOBS + " "))
            .map(write -> Serialization.unmarshal(write.substring(write.indexOf('{')), Job.class))
            .toList();
    written = cluster.writes().size();
    made.forEach(this::stands);
    return made.stream().map(job -> job.getMetadata().getName()).toList();
  }

  private void stands(Job job) {
    job.getMetadata().setUid(job.getMetadata().getName());
    jobs.add(job);
    is(job.getMetadata().getName(), "{name: probe, ready: false, state: {running: {}}}");
  }

  /** No Job has a pod. */
  void losesPods() {
    pods.clear();
  }

  /** Jobs that the informers no longer see. */
  void forget(String part) {
    jobs.removeAll(named(part).toList());
  }

  /** The pod of each Job of this part fails, which is an end like any other. */
  void ends(String part) {
    is(part, "{name: probe, ready: false, state: {terminated: {exitCode: 1, reason: Error}}}");
  }

  /** The pod of each Job of this part answers the kubelet. */
  void answers(String part) {
    is(part, "{name: probe, ready: true, state: {running: {}}}");
  }

  private void is(String part, String container) {
    for (Job job : named(part).toList()) {
      pods.removeIf(pod -> pod.hasOwnerReferenceFor(job));
      pods.add(
          new PodBuilder(
                  Serialization.unmarshal(
                      """
                      apiVersion: v1
                      kind: Pod
                      metadata: {name: %s-x7x2z}
                      status: {phase: Running, podIPs: [{ip: 192.0.2.9}], containerStatuses: [%s]}
                      """
                          .formatted(job.getMetadata().getName(), container),
                      Pod.class))
              .editMetadata()
              .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
              .addToLabels("batch.kubernetes.io/controller-uid", job.getMetadata().getUid())
              .addNewOwnerReference()
              .withKind("Job")
              .withController(true)
              .withUid(job.getMetadata().getUid())
              .endOwnerReference()
              .endMetadata()
              .withSpec(job.getSpec().getTemplate().getSpec())
              .build());
    }
  }

  private Stream<Job> named(String part) {
    return List.copyOf(jobs).stream().filter(job -> job.getMetadata().getName().endsWith(part));
  }
}
