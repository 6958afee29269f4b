package io.esgoperator.gateway;

import io.esgoperator.model.Catalogue;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names under which distributions run the cluster's DNS. */
public final class ResolverPlaces {
  /** The second one is OpenShift's. */
  public static final List<String> NAMESPACES = List.of("kube-system", "openshift-dns");

  /**
   * NodeLocal DNSCache in {@code kube-system}, in its own manifest (GKE, RKE2) and in Kubespray.
   */
  public static final String CACHE_LABEL = "k8s-app";

  public static final List<String> CACHES = List.of("node-local-dns", "nodelocaldns");

  /**
   * Values of the labels of kubeadm, k3s, RKE2, GKE, EKS and AKS and of CoreDNS' own chart; also
   * names of Services, for OpenShift and for Services whose labels were removed.
   */
  private static final Set<String> NAMES = Set.of("kube-dns", "coredns", "dns-default");

  /** The labels of a Service that identify it. */
  public static final List<String> LABELS = List.of("k8s-app", "app.kubernetes.io/name");

  private ResolverPlaces() {}

  /** Whether a Service of one of the namespaces is the cluster's DNS. */
  public static boolean isResolver(Service service) {
    Map<String, String> labels =
        service.getMetadata().getLabels() == null ? Map.of() : service.getMetadata().getLabels();
    return leadsToDns(service)
        && Stream.concat(
                Stream.of(service.getMetadata().getName()),
                LABELS.stream().map(label -> labels.getOrDefault(label, "")))
            .anyMatch(NAMES::contains);
  }

  /** Whether a Service of any namespace and name is what pods ask at one of these addresses. */
  public static boolean isResolverAt(Collection<String> nameservers, Service service) {
    return leadsToDns(service)
        && service.getSpec().getClusterIPs().stream().anyMatch(nameservers::contains);
  }

  private static boolean leadsToDns(Service service) {
    return Selectors.selectsPods(service)
        && service.getSpec().getPorts().stream()
            .anyMatch(port -> port.getPort() == Catalogue.DNS_UDP.port());
  }
}
