package io.esgoperator.cli.gateway;

import io.esgoperator.cli.input.State;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The world of a state, with the launcher pods that KubeVirt creates for virtual machines. */
public final class StateWorld {
  private static final Map<String, List<String>> LABELS =
      Map.of(
          "VirtualMachineInstance", List.of("metadata", "labels"),
          "VirtualMachine", List.of("spec", "template", "metadata", "labels"),
          "VirtualMachineInstanceReplicaSet", List.of("spec", "template", "metadata", "labels"));

  private StateWorld() {}

  public static World of(State state) {
    World world = WorldReading.of(state.objects());
    return world.with(
        state.objects().stream().flatMap(object -> launcher(object).stream()).toList(), List.of());
  }

  private static Optional<Workload> launcher(HasMetadata object) {
    if (!(object instanceof GenericKubernetesResource machine)
        || !LABELS.containsKey(machine.getKind())
        || !machine.getApiVersion().startsWith("kubevirt.io/")) {
      return Optional.empty();
    }
    Map<String, String> labels = new HashMap<>(Map.of("kubevirt.io", "virt-launcher"));
    if (machine.getKind().equals("VirtualMachineInstance")) {
      labels.put("vm.kubevirt.io/name", machine.getMetadata().getName());
    }
    labels.putAll(labels(machine));
    return Optional.of(
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

  private static Map<String, String> labels(GenericKubernetesResource machine) {
    if (machine.getKind().equals("VirtualMachineInstance")) {
      return machine.getMetadata().getLabels() == null
          ? Map.of()
          : machine.getMetadata().getLabels();
    }
    Object here = machine.getAdditionalProperties();
    for (String step : LABELS.get(machine.getKind())) {
      here = here instanceof Map<?, ?> fields ? fields.get(step) : null;
    }
    Map<String, String> labels = new HashMap<>();
    if (here instanceof Map<?, ?> fields) {
      fields.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
    }
    return labels;
  }
}
