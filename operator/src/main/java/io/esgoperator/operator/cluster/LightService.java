package io.esgoperator.operator.cluster;

import io.esgoperator.gateway.ResolverPlaces;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parts of a Service that are kept: where it leads, its ports, and its addresses. */
final class LightService {
  private LightService() {}

  static Service of(Service whole) {
    Service light = new Service();
    light.setMetadata(metadata(whole.getMetadata()));
    light.setSpec(spec(whole.getSpec()));
    light.setStatus(status(whole.getStatus()));
    return light;
  }

  private static ObjectMeta metadata(ObjectMeta whole) {
    return whole == null
        ? null
        : new ObjectMetaBuilder()
            .withName(whole.getName())
            .withNamespace(shared(whole.getNamespace()))
            .withUid(whole.getUid())
            .withResourceVersion(whole.getResourceVersion())
            .withLabels(labels(whole.getLabels()))
            .build();
  }

  /** The labels by which the cluster's resolvers are found. */
  private static Map<String, String> labels(Map<String, String> whole) {
    return whole == null
        ? Map.of()
        : whole.entrySet().stream()
            .filter(label -> ResolverPlaces.LABELS.contains(label.getKey()))
            .collect(Collectors.toMap(label -> shared(label.getKey()), Map.Entry::getValue));
  }

  private static ServiceSpec spec(ServiceSpec whole) {
    return whole == null
        ? null
        : new ServiceSpecBuilder()
            .withType(shared(whole.getType()))
            .withExternalTrafficPolicy(shared(whole.getExternalTrafficPolicy()))
            .withInternalTrafficPolicy(shared(whole.getInternalTrafficPolicy()))
            .withSelector(whole.getSelector())
            .withClusterIPs(whole.getClusterIPs())
            .withExternalIPs(whole.getExternalIPs())
            .withPorts(whole.getPorts().stream().map(LightService::port).toList())
            .build();
  }

  private static ServicePort port(ServicePort whole) {
    return new ServicePortBuilder()
        .withProtocol(shared(whole.getProtocol()))
        .withPort(whole.getPort())
        .withTargetPort(whole.getTargetPort())
        .build();
  }

  /** Null where no load balancer has an address. */
  private static ServiceStatus status(ServiceStatus whole) {
    List<LoadBalancerIngress> addresses =
        Optional.ofNullable(whole)
            .map(ServiceStatus::getLoadBalancer)
            .map(LoadBalancerStatus::getIngress)
            .orElseGet(List::of);
    return addresses.isEmpty()
        ? null
        : new ServiceStatus(List.of(), new LoadBalancerStatus(addresses));
  }

  /** Shares one copy of a string that thousands of Services have. */
  private static String shared(String word) {
    return word == null ? null : word.intern();
  }
}
