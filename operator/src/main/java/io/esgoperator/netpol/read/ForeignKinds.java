package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.ForeignKind.Scope;
import io.esgoperator.netpol.read.ForeignKind.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kinds that may close a path and are not evaluated. What the selections say of each kind cites
 * its source there.
 *
 * <p>Not in the table, since they close nothing: Calico's staged policies; Linkerd's
 * ServerAuthorization and AuthorizationPolicy, which only open what a Server closes
 * (linkerd.io/2/reference/authorization-policy); OpenShift's NetNamespace, which every namespace
 * has and which isolates only in the multitenant mode of a plugin that was removed; OVN-Kubernetes'
 * EgressIP and EgressQoS, and Antrea's Egress, which choose a node, an address or a mark.
 *
 * <p>Not seen, since no custom resource says it: what the ConfigMap of a mesh closes (Istio's
 * {@code outboundTrafficPolicy}, Linkerd's default policy of the cluster), and an Istio whose root
 * namespace has another name than istio-system.
 */
final class ForeignKinds {
  private static final Set<Direction> BOTH = Set.of(Direction.values());
  private static final Set<Direction> IN = Set.of(Direction.Inbound);
  private static final Set<Direction> OUT = Set.of(Direction.Outbound);
  private static final Scope CLUSTER = Scope.CLUSTER;
  private static final Scope NAMESPACE = Scope.NAMESPACE;
  private static final Scope EVERYWHERE = Scope.EVERYWHERE;
  private static final Scope ISTIO = Scope.root("istio-system");
  private static final Scope LINKERD = Scope.root("linkerd-egress");
  private static final Scope KUMA = Scope.root("kuma-system");

  /**
   * Of these no selector is read. EgressFirewall and EgressNetworkPolicy bind every pod of their
   * namespace on its way out of the cluster (docs.okd.io, rest_api/network_apis); a rule of an
   * IngressNodeFirewall, every packet that enters a node
   * (github.com/openshift/ingress-node-firewall).
   */
  private static final Selection ALL = (spec, direction) -> Stream.of(spec.all());

  // spotless:off
  private static final List<ForeignKind> TABLE =
      List.of(
          new ForeignKind("cilium.io",                        "CiliumEgressGatewayPolicy",      CLUSTER,    OUT,  CiliumSelection::throughGateway),
          new ForeignKind("cilium.io",                        "CiliumLocalRedirectPolicy",      EVERYWHERE, OUT,  CiliumSelection::redirected),
          new ForeignKind("consul.hashicorp.com",              "Mesh",                           EVERYWHERE, OUT,  MeshSelection::consulMesh),
          new ForeignKind("consul.hashicorp.com",              "ServiceIntentions",              EVERYWHERE, IN,   MeshSelection::consulIntentions),
          new ForeignKind("crd.antrea.io",                    "NetworkPolicy",                  NAMESPACE,  BOTH, AppliedSelection::antrea),
          new ForeignKind("crd.antrea.io",                    "ClusterNetworkPolicy",           CLUSTER,    BOTH, AppliedSelection::antrea),
          new ForeignKind("crd.nsx.vmware.com",               "SecurityPolicy",                 NAMESPACE,  BOTH, AppliedSelection::nsx),
          new ForeignKind("crd.projectcalico.org",            "NetworkPolicy",                  NAMESPACE,  BOTH, CalicoSelection::of),
          new ForeignKind("crd.projectcalico.org",            "GlobalNetworkPolicy",            CLUSTER,    BOTH, CalicoSelection::of),
          new ForeignKind("ingressnodefirewall.openshift.io", "IngressNodeFirewall",            CLUSTER,    IN,   ALL),
          new ForeignKind("install.istio.io",                  "IstioOperator",                  EVERYWHERE, OUT,  IstioSelection::meshConfig),
          new ForeignKind("k8s.cni.cncf.io",                  "MultiNetworkPolicy",             NAMESPACE,  BOTH, TypedSelection::networkPolicy),
          new ForeignKind("k8s.ovn.org",                      "AdminPolicyBasedExternalRoute",  CLUSTER,    OUT,  OvnSelection::routed),
          new ForeignKind("k8s.ovn.org",                      "ClusterUserDefinedNetwork",      CLUSTER,    BOTH, OvnSelection::onPrimary),
          new ForeignKind("k8s.ovn.org",                      "EgressFirewall",                 NAMESPACE,  OUT,  ALL),
          new ForeignKind("k8s.ovn.org",                      "UserDefinedNetwork",             NAMESPACE,  BOTH, OvnSelection::onPrimary),
          new ForeignKind("kubeovn.io",                       "SecurityGroup",                  CLUSTER,    BOTH, OvnSelection::grouped),
          new ForeignKind("kubeovn.io",                       "Subnet",                         CLUSTER,    BOTH, OvnSelection::onSubnet),
          new ForeignKind("kubeovn.io",                        "VpcEgressGateway",               EVERYWHERE, OUT,  OvnSelection::throughGateway),
          new ForeignKind("kuma.io",                           "Mesh",                           CLUSTER,    BOTH, MeshSelection::kumaMesh),
          new ForeignKind("kuma.io",                           "MeshPassthrough",                KUMA,       OUT,  MeshSelection::kumaPassthrough),
          new ForeignKind("kuma.io",                           "MeshTLS",                        KUMA,       IN,   MeshSelection::kumaTls),
          new ForeignKind("kuma.io",                           "MeshTrafficPermission",          KUMA,       IN,   MeshSelection::kumaPermission),
          new ForeignKind("maistra.io",                        "ServiceMeshControlPlane",        EVERYWHERE, BOTH, IstioSelection::controlPlane),
          new ForeignKind("network.openshift.io",             "EgressNetworkPolicy",            NAMESPACE,  OUT,  ALL),
          new ForeignKind("networking.gke.io",                "FQDNNetworkPolicy",              NAMESPACE,  BOTH, TypedSelection::byName),
          new ForeignKind("networking.istio.io",              "Sidecar",                        ISTIO,      OUT,  IstioSelection::sidecar),
          new ForeignKind("networking.k8s.aws",               "ApplicationNetworkPolicy",       NAMESPACE,  BOTH, TypedSelection::networkPolicy),
          new ForeignKind("networking.k8s.aws",               "ClusterNetworkPolicy",           CLUSTER,    BOTH, TypedSelection::subject),
          new ForeignKind("nsx.vmware.com",                   "SecurityPolicy",                 NAMESPACE,  BOTH, AppliedSelection::nsx),
          new ForeignKind("policy.linkerd.io",                "EgressNetwork",                  LINKERD,    OUT,  MeshSelection::egress),
          new ForeignKind("policy.linkerd.io",                "Server",                         NAMESPACE,  IN,   MeshSelection::server),
          new ForeignKind("projectcalico.org",                "NetworkPolicy",                  NAMESPACE,  BOTH, CalicoSelection::of),
          new ForeignKind("projectcalico.org",                "GlobalNetworkPolicy",            CLUSTER,    BOTH, CalicoSelection::of),
          new ForeignKind("sailoperator.io",                   "Istio",                          CLUSTER,    OUT,  IstioSelection::meshConfig),
          new ForeignKind("security.istio.io",                "AuthorizationPolicy",            ISTIO,      IN,   IstioSelection::authorization),
          new ForeignKind("security.istio.io",                "PeerAuthentication",             ISTIO,      IN,   IstioSelection::authentication),
          new ForeignKind("vpcresources.k8s.aws",             "SecurityGroupPolicy",            NAMESPACE,  BOTH, TypedSelection::securityGroups));

  /** What objects of some of these kinds do to nodes, by their own selections. */
  private static final List<ForeignKind> OF_NODES =
      List.of(
          new ForeignKind("crd.antrea.io",                    "ClusterNetworkPolicy",           CLUSTER,    BOTH, AppliedSelection::antreaNodes),
          new ForeignKind("crd.projectcalico.org",            "GlobalNetworkPolicy",            CLUSTER,    BOTH, CalicoSelection::hostEndpoints),
          new ForeignKind("ingressnodefirewall.openshift.io", "IngressNodeFirewall",            CLUSTER,    IN,   ALL),
          new ForeignKind("projectcalico.org",                "GlobalNetworkPolicy",            CLUSTER,    BOTH, CalicoSelection::hostEndpoints));

  // spotless:on

  /**
   * Kinds that are not in the table and whose name says that they are about connections. Calico's
   * staged policies are tried and not enforced, PodSecurityPolicies are about a pod's rights, and a
   * firewall of web applications is not in front of mail.
   */
  private static final Pattern LIKELY =
      Pattern.compile(
          "(?!Staged|PodSecurity|WebApplication).*"
              + "(NetworkPolicy|Firewall|FirewallPolicy|FirewallRule|SecurityGroupPolicy"
              + "|SecurityRule|TrafficPermission|Egress\\w*(Policy|Rule))");

  /** A group of custom resources; the API server's own groups have no such kinds. */
  private static final Pattern CUSTOM =
      Pattern.compile("(?!(networking|admissionregistration)\\.k8s\\.io/)[^/]+\\.[^/]+/.*");

  /**
   * Groups of kinds that judge manifests (Gatekeeper, Kyverno, Kubewarden), that are attached to
   * gateways, or that are computed of other policies (Antrea's own view of them).
   */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "([^/]+\\.)?(gatekeeper\\.sh|kyverno\\.io|kubewarden\\.io)/.*"
              + "|([^/]+\\.)?gateway\\.[^/]+/.*"
              + "|(controlplane|stats|system)\\.antrea\\.io/.*");

  private ForeignKinds() {}

  static List<ForeignKind> all() {
    return TABLE;
  }

  static boolean isGroup(String name) {
    return TABLE.stream().anyMatch(kind -> kind.group().equals(name));
  }

  /** A kind that may close connections of nodes. */
  static Optional<ForeignKind> ofNodes(String apiVersion, String name) {
    return OF_NODES.stream().filter(kind -> kind.is(apiVersion, name)).findFirst();
  }

  /** A kind of the table, in any version. */
  static Optional<ForeignKind> known(String apiVersion, String name) {
    return TABLE.stream().filter(kind -> kind.is(apiVersion, name)).findFirst();
  }

  /** The same, or a kind that is likely to be one. */
  static Optional<ForeignKind> find(String apiVersion, String name) {
    return known(apiVersion, name)
        .or(() -> isLikely(apiVersion, name) ? Optional.of(unknown(name)) : Optional.empty());
  }

  private static boolean isLikely(String apiVersion, String name) {
    return CUSTOM.matcher(apiVersion).matches()
        && !ELSEWHERE.matcher(apiVersion).matches()
        && !CiliumPolicyReading.isOne(apiVersion, name)
        && LIKELY.matcher(name).matches();
  }

  /** It selects every pod of its namespace, and of the cluster where it has none. */
  private static ForeignKind unknown(String name) {
    boolean ingress = name.contains("Ingress");
    boolean egress = name.contains("Egress");
    return new ForeignKind("", name, NAMESPACE, ingress == egress ? BOTH : egress ? OUT : IN, ALL);
  }
}
