package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.World;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy of each kind may close of the pod mail/esg, which has the label app: esg. */
class ForeignKindsTest {
  // spotless:off
  /** A policy, its namespace, its spec, and the direction of the connections that it may close. */
  private static final String POLICIES =
      """
      cilium.io/v2 | CiliumEgressGatewayPolicy      |      | {selectors: [{podSelector: {matchLabels: {app: esg}}}]}  | Out
      cilium.io/v2 | CiliumEgressGatewayPolicy      | default | {selectors: [{podSelector: {matchLabels: {app: esg}}}]} | Out
      cilium.io/v2 | CiliumEgressGatewayPolicy      |      | {selectors: [{podSelector: {matchLabels: {app: db}}}, {podSelector: {matchLabels: {io.kubernetes.pod.namespace: mail}}}]} | Out
      cilium.io/v2 | CiliumEgressGatewayPolicy      |      | {selectors: [{podSelector: {matchLabels: {app: db}}}]}   | None
      cilium.io/v2 | CiliumEgressGatewayPolicy      |      | {selectors: [{namespaceSelector: {matchLabels: {team: web}}}]} | None
      cilium.io/v2 | CiliumEgressGatewayPolicy      |      | {} | Out
      cilium.io/v2 | CiliumLocalRedirectPolicy      | web  | {redirectFrontend: {addressMatcher: {ip: 192.0.2.1}}} | Out
      cilium.io/v2 | CiliumLocalRedirectPolicy      | web  | {redirectFrontend: {serviceMatcher: {serviceName: dns}}} | None
      cilium.io/v2 | CiliumLocalRedirectPolicy      | web  | {} | Out
      crd.antrea.io/v1beta1 | NetworkPolicy | mail | {appliedTo: [{podSelector: {matchLabels: {app: esg}}}], ingress: [{action: Drop}], egress: [{action: Drop}]} | Both
      crd.antrea.io/v1beta1 | NetworkPolicy | mail | {appliedTo: [{podSelector: {matchLabels: {app: db}}}], ingress: [{action: Drop}], egress: [{action: Drop}]}  | None
      crd.antrea.io/v1beta1 | NetworkPolicy | web  | {appliedTo: [{podSelector: {}}], ingress: [{action: Drop}]} | None
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{podSelector: {matchLabels: {app: esg}}}], egress: [{action: Drop}]} | Out
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{namespaceSelector: {matchLabels: {team: mail}}}], ingress: [{action: Drop}]} | In
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{namespaceSelector: {matchLabels: {team: web}}}], ingress: [{action: Drop}]}  | None
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {ingress: [{appliedTo: [{podSelector: {matchLabels: {app: db}}}]}], egress: [{appliedTo: [{podSelector: {matchLabels: {app: esg}}}]}]} | Out
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{group: gateways}], ingress: [{}], egress: [{}]} | Both
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{nodeSelector: {}}], ingress: [{}], egress: [{}]} | None
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{serviceAccount: {name: a, namespace: web}}], ingress: [{}]}  | None
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{serviceAccount: {name: a, namespace: mail}}], ingress: [{}]} | In
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {ingress: [{action: Drop}]} | In
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {ingress: odd}              | In
      crd.antrea.io/v1beta1 | ClusterNetworkPolicy | | {appliedTo: [{podSelector: {}}]} | None
      consul.hashicorp.com/v1alpha1 | Mesh              | consul | {transparentProxy: {meshDestinationsOnly: true}}  | Out
      consul.hashicorp.com/v1alpha1 | Mesh              | consul | {transparentProxy: {meshDestinationsOnly: false}} | None
      consul.hashicorp.com/v1alpha1 | ServiceIntentions | consul | {destination: {name: '*'}, sources: [{name: '*', action: deny}]}  | In
      consul.hashicorp.com/v1alpha1 | ServiceIntentions | consul | {destination: {name: '*'}, sources: [{name: web, permissions: [{action: deny}]}]} | In
      consul.hashicorp.com/v1alpha1 | ServiceIntentions | consul | {destination: {name: '*'}, sources: [{name: '*', action: allow}]} | None
      install.istio.io/v1alpha1 | IstioOperator | istio-system | {meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}}         | Out
      install.istio.io/v1alpha1 | IstioOperator | istio-system | {values: {meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}}} | Out
      install.istio.io/v1alpha1 | IstioOperator | istio-system | {profile: default}                                                   | None
      kubeovn.io/v1 | VpcEgressGateway | web | {selectors: [{namespaceSelector: {matchLabels: {team: mail}}}]} | Out
      kubeovn.io/v1 | VpcEgressGateway | web | {selectors: [{podSelector: {matchLabels: {app: db}}}]}          | None
      kubeovn.io/v1 | VpcEgressGateway | web | {policies: [{snat: true, subnets: [a]}]}                        | Out
      kuma.io/v1alpha1 | Mesh | | {mtls: {enabledBackend: a, backends: [{name: a, type: builtin}]}}                   | In
      kuma.io/v1alpha1 | Mesh | | {mtls: {enabledBackend: a, backends: [{name: a, type: builtin, mode: PERMISSIVE}]}} | None
      kuma.io/v1alpha1 | Mesh | | {networking: {outbound: {passthrough: false}}}                                     | Out
      kuma.io/v1alpha1 | Mesh | | {}                                                                                 | None
      kuma.io/v1alpha1 | MeshPassthrough | kuma-system | {targetRef: {kind: Mesh}, default: {passthroughMode: None}} | Out
      kuma.io/v1alpha1 | MeshPassthrough | mail | {default: {passthroughMode: Matched, appendMatch: []}}              | Out
      kuma.io/v1alpha1 | MeshPassthrough | mail | {default: {passthroughMode: All}}                                   | None
      kuma.io/v1alpha1 | MeshPassthrough | web  | {default: {passthroughMode: None}}                                  | None
      kuma.io/v1alpha1 | MeshTLS | kuma-system | {rules: [{default: {mode: Strict}}]}                                 | In
      kuma.io/v1alpha1 | MeshTLS | mail | {from: [{targetRef: {kind: Mesh}, default: {mode: Permissive}}]}             | None
      kuma.io/v1alpha1 | MeshTrafficPermission | kuma-system | {from: [{targetRef: {kind: Mesh}, default: {action: Deny}}]} | In
      kuma.io/v1alpha1 | MeshTrafficPermission | mail | {targetRef: {kind: Dataplane, labels: {app: db}}, rules: [{default: {deny: []}}]} | None
      maistra.io/v2 | ServiceMeshControlPlane | istio-system | {security: {dataPlane: {mtls: true}}} | In
      maistra.io/v2 | ServiceMeshControlPlane | istio-system | {proxy: {networking: {trafficControl: {outbound: {policy: REGISTRY_ONLY}}}}} | Out
      maistra.io/v2 | ServiceMeshControlPlane | istio-system | {version: v2.6} | None
      sailoperator.io/v1 | Istio | | {values: {meshConfig: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}}} | Out
      sailoperator.io/v1 | Istio | | {values: {meshConfig: {outboundTrafficPolicy: {mode: ALLOW_ANY}}}}     | None
      crd.nsx.vmware.com/v1alpha1 | SecurityPolicy | mail | {appliedTo: [{podSelector: {matchLabels: {app: esg}}}], rules: [{direction: Out, action: Drop}]} | Out
      crd.nsx.vmware.com/v1alpha1 | SecurityPolicy | mail | {appliedTo: [{podSelector: {matchLabels: {app: db}}}], rules: [{direction: Out, action: Drop}]}  | None
      nsx.vmware.com/v1alpha1 | SecurityPolicy | mail | {appliedTo: [{vmSelector: {}}], rules: [{direction: in}]} | None
      nsx.vmware.com/v1alpha1 | SecurityPolicy | mail | {rules: [{direction: Ingress, appliedTo: [{podSelector: {}}]}]} | In
      nsx.vmware.com/v1alpha1 | SecurityPolicy | mail | {rules: [{}]} | Both
      crd.projectcalico.org/v1 | NetworkPolicy       | mail | {selector: "app == 'esg'"} | Both
      crd.projectcalico.org/v1 | GlobalNetworkPolicy |      | {selector: "app == 'esg'"} | Both
      projectcalico.org/v3     | NetworkPolicy       | mail | {selector: "app == 'db'"}  | None
      projectcalico.org/v3     | NetworkPolicy       | mail | {} | Both
      projectcalico.org/v3     | GlobalNetworkPolicy |      | {selector: "app == 'esg'"} | Both
      ingressnodefirewall.openshift.io/v1alpha1 | IngressNodeFirewall | | {nodeSelector: {matchLabels: {a: b}}} | In
      k8s.cni.cncf.io/v1beta1 | MultiNetworkPolicy | mail | {podSelector: {matchLabels: {app: esg}}, policyTypes: [Egress]} | Out
      k8s.cni.cncf.io/v1beta1 | MultiNetworkPolicy | mail | {podSelector: {matchLabels: {app: esg}}} | In
      k8s.cni.cncf.io/v1beta1 | MultiNetworkPolicy | mail | {podSelector: {}, egress: [{}]} | Both
      k8s.cni.cncf.io/v1beta1 | MultiNetworkPolicy | mail | {podSelector: {}, policyTypes: [Sideways]} | Both
      k8s.cni.cncf.io/v1beta1 | MultiNetworkPolicy | mail | {podSelector: {matchLabels: {app: db}}, policyTypes: [Egress, Ingress]} | None
      k8s.ovn.org/v1 | AdminPolicyBasedExternalRoute | default | {from: {namespaceSelector: {matchLabels: {team: mail}}}} | Out
      k8s.ovn.org/v1 | AdminPolicyBasedExternalRoute |         | {from: {namespaceSelector: {matchLabels: {team: web}}}}  | None
      k8s.ovn.org/v1 | EgressFirewall | mail | {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]} | Out
      k8s.ovn.org/v1 | EgressFirewall | web  | {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]} | None
      k8s.ovn.org/v1 | UserDefinedNetwork | mail | {topology: Layer2, layer2: {role: Primary, subnets: [10.100.0.0/16]}} | Both
      k8s.ovn.org/v1 | UserDefinedNetwork | mail | {topology: Layer3, layer3: {role: Secondary}} | None
      k8s.ovn.org/v1 | UserDefinedNetwork | web  | {topology: Layer2, layer2: {role: Primary}}   | None
      k8s.ovn.org/v1 | UserDefinedNetwork | mail | {topology: Layer2}                            | Both
      k8s.ovn.org/v1 | ClusterUserDefinedNetwork | | {namespaceSelector: {matchLabels: {team: mail}}, network: {topology: Layer3, layer3: {role: Primary}}}   | Both
      k8s.ovn.org/v1 | ClusterUserDefinedNetwork | | {namespaceSelector: {matchLabels: {team: mail}}, network: {topology: Layer3, layer3: {role: Secondary}}} | None
      k8s.ovn.org/v1 | ClusterUserDefinedNetwork | | {namespaceSelector: {matchLabels: {team: web}}, network: {topology: Layer3, layer3: {role: Primary}}}    | None
      kubeovn.io/v1 | SecurityGroup | | {ingressRules: [{policy: drop}]} | Both
      kubeovn.io/v1 | Subnet | default | {namespaces: [mail], private: true} | In
      kubeovn.io/v1 | Subnet | | {namespaces: [mail], acls: [{direction: from-lport, action: drop}]} | Out
      kubeovn.io/v1 | Subnet | | {namespaces: [mail], acls: [{direction: to-lport, action: drop}]}   | In
      kubeovn.io/v1 | Subnet | | {namespaces: [mail], vpc: tenants}    | Both
      kubeovn.io/v1 | Subnet | | {namespaces: [mail], vpc: ovn-cluster} | None
      kubeovn.io/v1 | Subnet | | {namespaces: [web], private: true}    | None
      kubeovn.io/v1 | Subnet | | {namespaces: [web], default: true, private: true} | In
      kubeovn.io/v1 | Subnet | | {namespaceSelectors: [{matchLabels: {team: mail}}], private: true} | In
      kubeovn.io/v1 | Subnet | | {private: true}                       | In
      kubeovn.io/v1 | Subnet | | {cidrBlock: 10.16.0.0/16, default: true} | None
      network.openshift.io/v1 | EgressNetworkPolicy | mail | {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]} | Out
      network.openshift.io/v1 | EgressNetworkPolicy | web  | {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]} | None
      networking.gke.io/v1alpha1 | FQDNNetworkPolicy | mail | {podSelector: {matchLabels: {app: esg}}, egress: [{matches: [{name: example.net}]}]} | Out
      networking.gke.io/v1alpha1 | FQDNNetworkPolicy | mail | {podSelector: {matchLabels: {app: db}}, egress: [{matches: [{name: example.net}]}]}  | None
      networking.gke.io/v1alpha3 | FQDNNetworkPolicy | mail | {podSelector: {}, policyTypes: [Ingress], ingress: [{}]} | In
      networking.istio.io/v1 | Sidecar | mail         | {outboundTrafficPolicy: {mode: REGISTRY_ONLY}} | Out
      networking.istio.io/v1 | Sidecar | mail         | {workloadSelector: {labels: {app: esg}}, outboundTrafficPolicy: {mode: REGISTRY_ONLY}} | Out
      networking.istio.io/v1 | Sidecar | mail         | {workloadSelector: {labels: {app: db}}, outboundTrafficPolicy: {mode: REGISTRY_ONLY}}  | None
      networking.istio.io/v1 | Sidecar | istio-system | {outboundTrafficPolicy: {mode: REGISTRY_ONLY}} | Out
      networking.istio.io/v1 | Sidecar | web          | {outboundTrafficPolicy: {mode: REGISTRY_ONLY}} | None
      networking.istio.io/v1 | Sidecar | mail         | {outboundTrafficPolicy: {mode: ALLOW_ANY}}     | None
      networking.istio.io/v1 | Sidecar | mail         | {egress: [{hosts: ['./*']}]}                   | None
      networking.k8s.aws/v1alpha1 | ApplicationNetworkPolicy | mail | {podSelector: {matchLabels: {app: esg}}, policyTypes: [Egress]} | Out
      networking.k8s.aws/v1alpha1 | ApplicationNetworkPolicy | mail | {podSelector: {matchLabels: {app: db}}, policyTypes: [Egress]}  | None
      networking.k8s.aws/v1alpha1 | ClusterNetworkPolicy | | {subject: {namespaces: {matchLabels: {team: mail}}}} | Both
      policy.linkerd.io/v1beta3  | Server | mail | {podSelector: {matchLabels: {app: esg}}, port: 25} | In
      policy.linkerd.io/v1beta3  | Server | mail | {podSelector: {matchLabels: {app: db}}, port: 25}  | None
      policy.linkerd.io/v1beta3  | Server | web  | {podSelector: {}, port: 25} | None
      policy.linkerd.io/v1beta3  | Server | mail | {podSelector: {}, port: 25, accessPolicy: cluster-unauthenticated} | In
      policy.linkerd.io/v1beta3  | Server | mail | {podSelector: {}, port: 25, accessPolicy: all-unauthenticated} | None
      policy.linkerd.io/v1beta3  | Server | mail | {podSelector: {}, port: 25, accessPolicy: audit} | None
      policy.linkerd.io/v1beta3  | Server | mail | {externalWorkloadSelector: {}, port: 25} | None
      policy.linkerd.io/v1alpha1 | EgressNetwork | mail           | {trafficPolicy: Deny}  | Out
      policy.linkerd.io/v1alpha1 | EgressNetwork | linkerd-egress | {trafficPolicy: Deny}  | Out
      policy.linkerd.io/v1alpha1 | EgressNetwork | web            | {trafficPolicy: Deny}  | None
      policy.linkerd.io/v1alpha1 | EgressNetwork | mail           | {trafficPolicy: Allow} | None
      security.istio.io/v1 | AuthorizationPolicy | mail | {}                                             | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {selector: {matchLabels: {app: esg}}, rules: [{from: [{source: {namespaces: [web]}}]}]} | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {selector: {matchLabels: {app: db}}}           | None
      security.istio.io/v1 | AuthorizationPolicy | web  | {}                                             | None
      security.istio.io/v1 | AuthorizationPolicy | mail | {rules: [{}]}                                  | None
      security.istio.io/v1 | AuthorizationPolicy | mail | {rules: odd}                                   | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {action: DENY, rules: [{}]}                    | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {action: DENY}                                 | None
      security.istio.io/v1 | AuthorizationPolicy | mail | {action: AUDIT, rules: [{}]}                   | None
      security.istio.io/v1 | AuthorizationPolicy | mail | {action: CUSTOM, rules: [{}], provider: {name: a}} | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {action: SOMETHING}                            | In
      security.istio.io/v1 | AuthorizationPolicy | mail | {targetRefs: [{kind: Service, name: db}]}      | In
      security.istio.io/v1 | AuthorizationPolicy | istio-system | {selector: {matchLabels: {app: esg}}}  | In
      security.istio.io/v1 | AuthorizationPolicy | istio-system | {selector: {matchLabels: {app: db}}}   | None
      security.istio.io/v1 | PeerAuthentication | mail         | {mtls: {mode: STRICT}}     | In
      security.istio.io/v1 | PeerAuthentication | istio-system | {mtls: {mode: STRICT}}     | In
      security.istio.io/v1 | PeerAuthentication | istio-system | {selector: {matchLabels: {app: esg}}, mtls: {mode: STRICT}} | None
      security.istio.io/v1 | PeerAuthentication | web          | {mtls: {mode: STRICT}}     | None
      security.istio.io/v1 | PeerAuthentication | mail         | {mtls: {mode: PERMISSIVE}} | None
      security.istio.io/v1 | PeerAuthentication | mail         | {}                         | None
      security.istio.io/v1 | PeerAuthentication | mail         | {selector: {matchLabels: {app: db}}, mtls: {mode: STRICT}} | None
      security.istio.io/v1 | PeerAuthentication | mail         | {mtls: {mode: PERMISSIVE}, portLevelMtls: {25: {mode: STRICT}}} | In
      vpcresources.k8s.aws/v1beta1 | SecurityGroupPolicy | mail | {podSelector: {matchLabels: {app: esg}}, securityGroups: {groupIds: [sg-1]}} | Both
      vpcresources.k8s.aws/v1beta1 | SecurityGroupPolicy | mail | {podSelector: {matchLabels: {app: db}}, securityGroups: {groupIds: [sg-1]}}  | None
      vpcresources.k8s.aws/v1beta1 | SecurityGroupPolicy | mail | {serviceAccountSelector: {matchLabels: {a: b}}} | Both
      vpcresources.k8s.aws/v1beta1 | SecurityGroupPolicy | web  | {serviceAccountSelector: {matchLabels: {a: b}}} | None
      """;

  // spotless:on

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = POLICIES)
  void a_policy_is_named_where_it_may_close_a_path(
      String version, String kind, String namespace, String spec, Closing closing) {
    assertThat(closing(pod("{app: esg}"), policy(version, kind, namespace, spec)))
        .isEqualTo(closing);
  }

  @Test
  void a_pod_that_stays_out_of_kuma_is_bound_by_none_of_its_policies() {
    assertThat(
            closing(
                pod("{app: esg, kuma.io/sidecar-injection: disabled}"),
                policy("kuma.io/v1alpha1", "MeshTrafficPermission", "mail", "{}")))
        .isEqualTo(Closing.None);
  }

  @Test
  void each_kind_of_the_table_has_a_policy_there_that_is_named() {
    assertThat(
            POLICIES
                .lines()
                .filter(row -> !row.endsWith("None"))
                .map(row -> row.replaceFirst("/.*?\\| (\\w+).*", " $1").strip()))
        .containsAll(ForeignKinds.all().stream().map(ForeignKindsTest::title).toList());
  }

  @Test
  void one_without_a_spec_may_say_anything() {
    GenericKubernetesResource empty =
        Serialization.unmarshal(
            "apiVersion: k8s.ovn.org/v1\nkind: UserDefinedNetwork\nmetadata: {name: one, namespace: mail}",
            GenericKubernetesResource.class);
    assertThat(closing(pod("{app: esg}"), empty)).isEqualTo(Closing.Both);
  }

  @Test
  void one_that_cannot_be_read_is_named_for_each_direction_of_its_kind() {
    GenericKubernetesResource odd =
        policy("policy.linkerd.io/v1beta3", "Server", "mail", "{accessPolicy: audit}");
    new Unread("spec", "spec is odd.").beside(odd.getMetadata());
    assertThat(closing(pod("{app: esg}"), odd)).isEqualTo(Closing.In);
  }

  @Test
  void it_is_named_by_group_kind_and_place() {
    assertThat(
            named(
                pod("{app: esg}"),
                policy("k8s.ovn.org/v1", "EgressFirewall", "mail", "{}"),
                Direction.Outbound))
        .extracting(PolicyRef::toString)
        .containsExactly("k8s.ovn.org EgressFirewall mail/one");
    assertThat(
            named(
                pod("{app: esg}"),
                policy("k8s.ovn.org/v1", "AdminPolicyBasedExternalRoute", "default", "{}"),
                Direction.Outbound))
        .extracting(PolicyRef::toString)
        .containsExactly("k8s.ovn.org AdminPolicyBasedExternalRoute one");
  }

  enum Closing {
    None,
    In,
    Out,
    Both
  }

  static Closing closing(List<HasMetadata> world, GenericKubernetesResource policy) {
    boolean in = !named(world, policy, Direction.Inbound).isEmpty();
    boolean out = !named(world, policy, Direction.Outbound).isEmpty();
    return in && out ? Closing.Both : in ? Closing.In : out ? Closing.Out : Closing.None;
  }

  private static List<PolicyRef> named(
      List<HasMetadata> objects, GenericKubernetesResource policy, Direction direction) {
    World world = WorldReading.of(Stream.concat(objects.stream(), Stream.of(policy)).toList());
    return Evaluator.of(world).notEvaluated(world.workloads().get(0), direction);
  }

  static List<HasMetadata> pod(String labels) {
    return List.of(
        Serialization.unmarshal(
            "metadata: {name: mail, labels: {team: mail, kuma.io/sidecar-injection: enabled}}",
            Namespace.class),
        Serialization.unmarshal(
            "metadata: {name: esg, namespace: mail, labels: %s}\nspec: {containers: [{name: c}]}"
                .formatted(labels),
            Pod.class));
  }

  static GenericKubernetesResource policy(
      String version, String kind, String namespace, String spec) {
    return Serialization.unmarshal(
        "apiVersion: %s\nkind: %s\nmetadata: {name: one%s}\nspec: %s"
            .formatted(version, kind, namespace == null ? "" : ", namespace: " + namespace, spec),
        GenericKubernetesResource.class);
  }

  private static String title(ForeignKind kind) {
    return kind.group() + " " + kind.name();
  }
}
