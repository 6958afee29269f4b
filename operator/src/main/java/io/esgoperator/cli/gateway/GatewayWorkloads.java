package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pods and workloads of the gateway.
 *
 * @param isPlaceholder whether none is among the objects; then a pod with the selected labels
 *     stands in their place
 */
public record GatewayWorkloads(List<Workload> workloads, boolean isPlaceholder) {
  static GatewayWorkloads of(World world, EsgInstance instance) {
    Selector selector = instance.getSpec().podSelector();
    String namespace = instance.getMetadata().getNamespace();
    List<Workload> own =
        world.workloads().stream()
            .filter(workload -> workload.namespace().equals(namespace))
            .filter(workload -> Selectors.matches(selector, workload.labels().known()))
            .filter(workload -> !workload.labels().known().containsKey(Names.PROBE))
            .toList();
    return own.isEmpty()
        ? new GatewayWorkloads(List.of(placeholder(instance, selector)), true)
        : new GatewayWorkloads(own, false);
  }

  private static Workload placeholder(EsgInstance instance, Selector selector) {
    return Workload.pod(
        instance.getMetadata().getNamespace(),
        instance.getMetadata().getName(),
        Labels.partly(Selectors.satisfyingLabels(selector)));
  }

  /** The world with the placeholder, where there is one. */
  World addedTo(World world) {
    return isPlaceholder ? world.with(workloads, List.of()) : world;
  }

  /** In the form that policies are made for. */
  Gateway gateway(Manifests manifests, World world, EsgInstance instance) {
    List<Pod> pods =
        isPlaceholder ? List.of() : workloads.stream().map(GatewayWorkloads::pod).toList();
    List<Service> services =
        manifests
            .services(workloads.get(0).namespace())
            .filter(
                service ->
                    workloads.stream()
                        .anyMatch(pod -> Selectors.selects(service, pod.labels().known())))
            .toList();
    return new Gateway(pods, List.of(), services, peers(manifests, world, instance));
  }

  private static List<PeerService> peers(Manifests manifests, World world, EsgInstance instance) {
    List<Path> paths =
        DeclaredPaths.of(instance.getSpec()).stream()
            .filter(declared -> !declared.isInbound())
            .map(DeclaredPath::path)
            .toList();
    return manifests
        .services()
        .flatMap(
            service ->
                PeerService.of(
                    service,
                    paths,
                    instance.getMetadata().getNamespace(),
                    namespace -> world.labels(namespace).known()))
        .map(service -> service.with(pods(world).filter(service::leadsTo).toList()))
        .toList();
  }

  private static Stream<Pod> pods(World world) {
    return world.workloads().stream().map(GatewayWorkloads::pod);
  }

  /** In the form of a pod of the cluster. */
  public static Pod pod(Workload workload) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(workload.namespace())
        .withName(workload.name())
        .withLabels(workload.labels().known())
        .endMetadata()
        .withNewSpec()
        .withHostNetwork(workload.hostNetwork())
        .addNewContainer()
        .withPorts(
            workload.ports().known().stream()
                .map(
                    port ->
                        new ContainerPortBuilder()
                            .withName(port.name())
                            .withProtocol(port.protocol().name())
                            .withContainerPort(port.number())
                            .withHostPort(port.hostPort())
                            .build())
                .toList())
        .endContainer()
        .endSpec()
        .build();
  }
}
