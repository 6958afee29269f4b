package io.esgoperator.manifest.kind;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the API server's code refuses beyond the schemas that it publishes (k8s.io/kubernetes v1.36,
 * pkg/apis): labels, ports, networks, and what must fit together. Volumes, probes of containers,
 * resources and security settings are not judged: no connection depends on them.
 */
public final class KindRules {
  private static final FieldRule NOT_NEGATIVE = FieldRule.within("replicas", 0, Integer.MAX_VALUE);

  // spotless:off
  /** By the name of the schema's definition. */
  private static final Map<String, List<FieldRule>> TABLE =
      Map.ofEntries(
          entry("Pod",                              List.of(FieldRule.required("spec"), ContainerRules::images, ContainerRules::nodePorts)),
          entry("Service",                          List.of(FieldRule.required("spec"))),
          entry("Deployment",                       List.of(FieldRule.required("spec"))),
          entry("StatefulSet",                      List.of(FieldRule.required("spec"))),
          entry("DaemonSet",                        List.of(FieldRule.required("spec"))),
          entry("ReplicaSet",                       List.of(FieldRule.required("spec"))),
          entry("ReplicationController",            List.of(FieldRule.required("spec"))),
          entry("Job",                              List.of(FieldRule.required("spec"))),
          entry("LabelSelector",                    List.of(SelectorRules.labels("matchLabels"))),
          entry("LabelSelectorRequirement",         List.of(SelectorRules::requirement)),
          entry("NetworkPolicySpec",                List.of(NetworkRules::types)),
          entry("NetworkPolicyPeer",                List.of(NetworkRules::peer)),
          entry("NetworkPolicyPort",                List.of(FieldRule.oneOf("protocol", "TCP", "UDP", "SCTP"), FieldRule.port("port"), FieldRule.within("endPort", 1, 65_535), NetworkRules::endPort)),
          entry("IPBlock",                          List.of(NetworkRules::block)),
          entry("ServiceSpec",                      List.of(FieldRule.oneOf("internalTrafficPolicy", "Cluster", "Local"), FieldRule.once("ports", "name"), SelectorRules.labels("selector"), ServiceRules::spec)),
          entry("ServicePort",                      List.of(FieldRule.within("port", 1, 65_535), ServiceRules::targetPort, FieldRule.named("name", NameForm.LABEL), port -> NameForm.KEY.fault(port, "appProtocol"))),
          entry("PodSpec",                          List.of(SelectorRules.labels("nodeSelector"), FieldRule.named("nodeName", NameForm.SUBDOMAIN), ContainerRules::spec)),
          entry("Container",                        List.of(FieldRule.required("name"), FieldRule.named("name", NameForm.LABEL), FieldRule.required("image"), FieldRule.once("ports", "name"), FieldRule.oneOf("restartPolicy", "Always", "Never", "OnFailure"))),
          entry("EnvVar",                           List.of(FieldRule.required("name"))),
          entry("ContainerPort",                    List.of(FieldRule.within("containerPort", 1, 65_535), FieldRule.within("hostPort", 0, 65_535), FieldRule.named("name", NameForm.PORT))),
          entry("PodTemplateSpec",                  List.of(FieldRule.required("spec"), KindRules::template)),
          entry("DeploymentSpec",                   List.of(NOT_NEGATIVE, WorkloadRules::keptRunning)),
          entry("StatefulSetSpec",                  List.of(NOT_NEGATIVE, FieldRule.named("serviceName", NameForm.LABEL), WorkloadRules::keptRunning)),
          entry("DaemonSetSpec",                    List.of(WorkloadRules::keptRunning)),
          entry("ReplicaSetSpec",                   List.of(NOT_NEGATIVE, WorkloadRules::keptRunning)),
          entry("ReplicationControllerSpec",        List.of(NOT_NEGATIVE, WorkloadRules::replicationController)),
          entry("RollingUpdateDeployment",          List.of(WorkloadRules.share("maxSurge"), WorkloadRules.share("maxUnavailable"))),
          entry("RollingUpdateDaemonSet",           List.of(WorkloadRules.share("maxSurge"), WorkloadRules.share("maxUnavailable"))),
          entry("RollingUpdateStatefulSetStrategy", List.of(WorkloadRules.share("maxUnavailable"))),
          entry("JobSpec",                          List.of(FieldRule.within("backoffLimit", 0, Integer.MAX_VALUE), WorkloadRules::job)),
          entry("JobTemplateSpec",                  List.of(FieldRule.required("spec"))),
          entry("CronJobSpec",                      List.of(WorkloadRules::schedule)),
          entry("NamespaceSpec",                    List.of(NodeRules::finalizers)),
          entry("NodeSpec",                         List.of(NodeRules::podNetworks, NodeRules::taints)),
          entry("Taint",                            List.of(FieldRule.required("key"), FieldRule.named("key", NameForm.KEY), FieldRule.named("value", NameForm.VALUE))));

  // spotless:on

  private KindRules() {}

  /** The first fault of a value of a definition such as {@code IPBlock}; others have no faults. */
  public static Optional<FieldFault> fault(String definition, JsonNode value) {
    for (FieldRule rule : TABLE.getOrDefault(definition, List.of())) {
      Optional<FieldFault> fault = rule.faults(value).findFirst();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Stream<FieldFault> template(JsonNode template) {
    return MetadataRules.ofTemplate(template.path("metadata"))
        .map(fault -> fault.below("metadata"));
  }
}
