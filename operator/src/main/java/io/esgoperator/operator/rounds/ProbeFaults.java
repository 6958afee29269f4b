package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.JobOutcome.Faulted;
import io.esgoperator.model.PlainText;
import java.util.Arrays;

/** Why a probe has failed. None of these says anything about a path. */
enum ProbeFaults {
  // spotless:off
  ProbeImagePull(Reason.ProbeImagePull,
      "The probe's image cannot be pulled: %s. Correct the image, or mirror it and set spec.probe.pod.image."),
  ProbeArchitecture(Reason.ProbeArchitecture,
      "The probe's image is not made for the architecture of the node that took it (its label kubernetes.io/arch): %s. Give spec.probe.pod.image one that is, or set spec.probe.pod.nodeSelector."),
  ProbePodConfig(Reason.ProbePodConfig, "The probe's pod cannot start: %s."),
  ProbeUnschedulable(Reason.ProbeUnschedulable,
      "No node takes the probe's pod: %s. Free resources, or set spec.probe.pod.tolerations and nodeSelector."),
  ProbeKeptAway(Reason.ProbeUnschedulable,
      "No node takes the probe's pod, since rules on the distance of other pods keep it away: %s. Add {key: esg-operator.io/probe, operator: DoesNotExist} to the labelSelector of the gateway's podAntiAffinity."),
  ProbeHeldBack(Reason.ProbeUnschedulable,
      "The probe's pod is held back: %s. Exempt Jobs and pods with the label esg-operator.io/probe from the queue that does so."),
  QuotaExceeded(Reason.QuotaExceeded, "A quota of this namespace refuses the probe's pod: %s. Raise the quota by one small pod."),
  QuotaUnnamed(Reason.QuotaExceeded,
      "A quota of this namespace refuses a pod that does not name its resources: %s. Name them in spec.probe.pod.resources, or have a LimitRange give defaults."),
  OutOfRange(Reason.ProbeForbidden,
      "A LimitRange of this namespace refuses the probe's pod: %s. Set spec.probe.pod.resources to what it allows."),
  DeniedByWebhook(Reason.ProbeNotCreated,
      "A webhook of this cluster refuses the probe: %s. Exempt Jobs and pods with the label esg-operator.io/probe there."),
  DeniedByPolicy(Reason.ProbeForbidden,
      "An admission policy of this cluster refuses the probe: %s. Exempt Jobs and pods with the label esg-operator.io/probe there."),
  ProbeForbidden(Reason.ProbeForbidden, "This namespace refuses the probe's pod: %s. Let a restricted pod in, or correct spec.probe.pod."),
  ProbeNameTaken(Reason.ProbeNameTaken,
      "Job %s is not the operator's, which needs one of that name for a probe. Find out what made it, and delete it."),
  ProbeNotCreated(Reason.ProbeNotCreated, "The probe's pod is not created: %s."),
  ProbeDeadline(Reason.ProbeDeadline, "The probe did not end in time: %s."),
  ProbeEvicted(Reason.ProbeEvicted, "The probe's pod was evicted or deleted: %s."),
  ProbeOutOfMemory(Reason.ProbeOutOfMemory, "The probe ran out of memory%s. Raise the limit in spec.probe.pod.resources."),
  ProbeFailed(Reason.ProbeFailed, "The probe ended with an error: %s."),
  ProbeChanged(Reason.ProbeChanged,
      "Another program changed the probe's pod, so its result says nothing about the gateway: %s. Look for a mutating webhook, and exempt pods with the label esg-operator.io/probe there."),
  ResultTruncated(Reason.ResultTruncated,
      "The probe's result cannot be read: %s. Another container of its pod may take the room; keep sidecars out."),
  ReportUnreadable(Reason.ReportUnreadable,
      "The probe's result is not believed: %s. Another program may have written it: look who may write pods in this namespace, and whether spec.probe.pod.image is the operator's version.");
  // spotless:on

  /** The most bytes quoted of a message of an API server, a kubelet or a webhook. */
  private static final int DETAIL_LENGTH = 1_024;

  private final Reason reason;
  private final String template;

  ProbeFaults(Reason reason, String template) {
    this.reason = reason;
    this.template = template;
  }

  Faulted because(String detail) {
    return new Faulted(
        reason, String.format(template, PlainText.line(String.valueOf(detail), DETAIL_LENGTH)));
  }

  static boolean isReason(Reason reason) {
    return Arrays.stream(values()).anyMatch(fault -> fault.reason == reason);
  }
}
