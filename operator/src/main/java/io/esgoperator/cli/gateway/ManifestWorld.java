package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The world of some objects, with the launcher pods that KubeVirt creates for virtual machines. */
final class ManifestWorld {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNNING = "VirtualMachineInstance";

  /** Where each kind has the labels of its launcher pods. */
  private static final Map<String, String> LABELS =
      Map.of(
          RUNNING,
          "/metadata/labels",
          "VirtualMachine",
          "/spec/template/metadata/labels",
          "VirtualMachineInstanceReplicaSet",
          "/spec/template/metadata/labels");

  private ManifestWorld() {}

  static World of(Manifests manifests) {
    World all =
        WorldReading.of(manifests.objects())
            .enforcedBy(manifests.engine())
            .with(
                manifests.objects().stream().flatMap(ManifestWorld::launcher).toList(), List.of());
    Set<String> namespaces =
        Stream.concat(
                all.workloads().stream().map(Workload::namespace),
                manifests.instances().map(one -> one.object().getMetadata().getNamespace()))
            .collect(Collectors.toSet());
    return all.without(
        policy ->
            selectsNothing(policy, namespaces)
                || OwnPolicy.isLeft(
                    policy, manifests.instances().map(one -> (EsgInstance) one.object())));
  }

  /** A NetworkPolicy selects pods of its namespace; there are files with very many of them. */
  private static boolean selectsNothing(HasMetadata policy, Set<String> namespaces) {
    return policy instanceof NetworkPolicy
        && !namespaces.contains(policy.getMetadata().getNamespace());
  }

  private static Stream<Workload> launcher(HasMetadata object) {
    if (!(object instanceof GenericKubernetesResource machine)
        || !LABELS.containsKey(machine.getKind())
        || !machine.getApiVersion().startsWith("kubevirt.io/")) {
      return Stream.empty();
    }
    Map<String, String> labels = new HashMap<>(Map.of("kubevirt.io", "virt-launcher"));
    if (machine.getKind().equals(RUNNING)) {
      labels.put("vm.kubevirt.io/name", machine.getMetadata().getName());
    }
    JsonNode written = JSON.valueToTree(machine);
    written
        .at(LABELS.get(machine.getKind()))
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return Stream.of(
        new Workload(
            machine.getKind(),
            machine.getMetadata().getNamespace(),
            machine.getMetadata().getName(),
            Labels.of(labels),
            List.of(),
            NamedPorts.of(List.of()),
            false,
            null));
  }
}
