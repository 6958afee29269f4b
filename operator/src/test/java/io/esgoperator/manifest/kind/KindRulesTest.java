package io.esgoperator.manifest.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value of a definition, and what the API server's code refuses of it. */
class KindRulesTest {
  private static final String NO_LABEL_VALUE =
      " is no label's value: write letters, digits, dashes, dots and underscores, 63 at most, such as mail-gateway.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LabelSelector            | {matchLabels: {app: x y}}                                      | matchLabels.app VALUE
          LabelSelector            | {matchLabels: {a b: c}}                                        | matchLabels.a b is no label's key: write it like app or example.com/app.
          LabelSelector            | {matchLabels: {a b: c d}}                                      | matchLabels.a b is no label's key: write it like app or example.com/app.
          LabelSelectorRequirement | {key: a, operator: In}                                         | values is missing: write at least one for In.
          LabelSelectorRequirement | {key: a, operator: NotIn, values: []}                          | values is missing: write at least one for NotIn.
          LabelSelectorRequirement | {key: a, operator: Exists, values: [b]}                        | values does not fit Exists: leave it out.
          LabelSelectorRequirement | {key: a, operator: DoesNotExist, values: [b]}                  | values does not fit DoesNotExist: leave it out.
          LabelSelectorRequirement | {key: a, operator: in, values: [b]}                            | operator is not one of DoesNotExist, Exists, In, NotIn: write it so.
          LabelSelectorRequirement | {key: a b, operator: Exists}                                   | key is no label's key: write it like app or example.com/app.
          LabelSelectorRequirement | {key: a, operator: In, values: [b, c d]}                       | values[1] VALUE
          NetworkPolicySpec        | {policyTypes: [Ingress, Egress, Ingress]}                      | policyTypes has more than two entries: write Ingress, Egress or both.
          NetworkPolicyPeer        | {}                                                             | PART names no peer: write podSelector, namespaceSelector or ipBlock.
          NetworkPolicyPeer        | {ipBlock: {}, podSelector: {}}                                 | ipBlock stands beside a selector: write a peer of its own for it.
          NetworkPolicyPeer        | {ipBlock: {}, namespaceSelector: {}}                           | ipBlock stands beside a selector: write a peer of its own for it.
          NetworkPolicyPort        | {protocol: ''}                                                 | protocol is not one of SCTP, TCP, UDP: write it so.
          NetworkPolicyPort        | {port: 0}                                                      | port is no port: write a number from 1 to 65535.
          NetworkPolicyPort        | {port: 65536}                                                  | port is no port: write a number from 1 to 65535.
          NetworkPolicyPort        | {port: '25'}                                                   | port is no port's name: write lower-case letters, digits and single dashes, 15 at most, such as smtp.
          NetworkPolicyPort        | {port: 25, endPort: 24}                                        | endPort is below port: write the last port of the range.
          NetworkPolicyPort        | {port: 25, endPort: 65536}                                     | endPort is not within 1 to 65535: write a number that is.
          NetworkPolicyPort        | {port: smtp, endPort: 26}                                      | endPort needs a port that is a number: write the first one in port.
          NetworkPolicyPort        | {endPort: 26}                                                  | endPort needs a port that is a number: write the first one in port.
          IPBlock                  | {cidr: 10.0.0.0}                                               | cidr is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          IPBlock                  | {cidr: 10.0.0.1/8}                                             | cidr has bits behind its prefix: write 10.0.0.0/8.
          IPBlock                  | {cidr: '2001:db8::1/32'}                                       | cidr has bits behind its prefix: write 2001:db8::/32.
          IPBlock                  | {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10/8]}                | except[1] is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          IPBlock                  | {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}                       | except[0] is no smaller part of 10.0.0.0/8: write a network inside it.
          IPBlock                  | {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}                      | except[0] is no smaller part of 10.0.0.0/8: write a network inside it.
          IPBlock                  | {cidr: 10.0.0.0/8, except: ['2001:db8::/32']}                  | except[0] is no smaller part of 10.0.0.0/8: write a network inside it.
          ServiceSpec              | {}                                                             | ports is missing: write it.
          ServiceSpec              | {ports: []}                                                    | ports is missing: write it.
          ServiceSpec              | {type: ExternalName}                                           | externalName is missing: write it.
          ServiceSpec              | {type: ExternalName, externalName: a_b}                        | externalName is no name: write lower-case letters, digits, dashes and dots, such as gateway.
          ServiceSpec              | {type: NodePort, clusterIP: None, ports: [{port: 1}]}          | clusterIP does not fit a Service of type NodePort: leave it out.
          ServiceSpec              | {type: LoadBalancer, clusterIP: None, ports: [{port: 1}]}      | clusterIP does not fit a Service of type LoadBalancer: leave it out.
          ServiceSpec              | {loadBalancerSourceRanges: [10.0.0.0/8], ports: [{port: 1}]}   | loadBalancerSourceRanges does not fit a Service of type ClusterIP: leave it out.
          ServiceSpec              | {allocateLoadBalancerNodePorts: true, ports: [{port: 1}]}      | allocateLoadBalancerNodePorts does not fit a Service of type ClusterIP: leave it out.
          ServiceSpec              | {externalTrafficPolicy: Local, ports: [{port: 1}]}             | externalTrafficPolicy does not fit a Service of type ClusterIP: leave it out.
          ServiceSpec              | {type: ExternalName, externalName: a, externalTrafficPolicy: Local, externalIPs: [192.0.2.1]} | externalTrafficPolicy does not fit a Service of type ExternalName: leave it out.
          ServiceSpec              | {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1/8], ports: [{port: 1}]} | loadBalancerSourceRanges[0] has bits behind its prefix: write 10.0.0.0/8.
          ServiceSpec              | {clusterIP: here, ports: [{port: 1}]}                          | clusterIP is no address: write it like 10.96.0.10.
          ServiceSpec              | {clusterIPs: [10.96.0.1, here], ports: [{port: 1}]}            | clusterIPs[1] is no address: write it like 10.96.0.10.
          ServiceSpec              | {ports: [{name: a, port: 1}, {port: 2}]}                       | ports[1].name is missing: write one for each of several ports.
          ServiceSpec              | {ports: [{name: a, port: 1}, {name: a, port: 2}]}              | ports[1].name is written twice: write each name once.
          ServiceSpec              | {ports: [{name: a, port: 1}, {name: b, port: 1, protocol: TCP}]} | ports[1].port is written twice: write each port once.
          ServiceSpec              | {ports: [{name: a, port: 1}, {name: b, port: 1, protocol: ''}]} | ports[1].port is written twice: write each port once.
          ServiceSpec              | {ports: [{port: 1, nodePort: 30000}]}                          | ports[0].nodePort does not fit a Service of type ClusterIP: leave it out.
          ServiceSpec              | {internalTrafficPolicy: '', ports: [{port: 1}]}                | internalTrafficPolicy is not one of Cluster, Local: write it so.
          ServiceSpec              | {selector: {a b: c}, ports: [{port: 1}]}                       | selector.a b is no label's key: write it like app or example.com/app.
          ServicePort              | {port: 0}                                                      | port is not within 1 to 65535: write a number that is.
          ServicePort              | {port: 25, targetPort: -1}                                     | targetPort is no port: write a number from 1 to 65535.
          ServicePort              | {port: 25, targetPort: '0'}                                    | targetPort is no port's name: write lower-case letters, digits and single dashes, 15 at most, such as smtp.
          ServicePort              | {port: 25, name: a.b}                                          | name is no name: write lower-case letters, digits and dashes, 63 at most, such as mail.
          ServicePort              | {port: 25, appProtocol: ''}                                    | appProtocol is no label's key: write it like app or example.com/app.
          Pod                      | {}                                                             | spec is missing: write it.
          Pod                      | {spec: {containers: [{image: 'a '}]}}                          | spec.containers[0].image begins or ends with a space: remove it.
          Pod                      | {spec: {hostNetwork: true, containers: [{image: a, ports: [{containerPort: 25}, {containerPort: 25}]}]}} | spec.containers[0].ports[1].hostPort is another port's too: write each port of the node once.
          PodSpec                  | {containers: []}                                               | containers is missing: write it.
          PodSpec                  | {containers: [{name: a}, {name: a}]}                           | containers[1].name is another container's name: write one of its own.
          PodSpec                  | {containers: [{name: a}], initContainers: [{name: a}]}         | initContainers[0].name is another container's name: write one of its own.
          PodSpec                  | {containers: [{name: a, ports: [{hostPort: 25}]}, {name: b, ports: [{hostPort: 25, protocol: TCP}]}]} | containers[1].ports[0].hostPort is another port's too: write each port of the node once.
          PodSpec                  | {hostNetwork: true, containers: [{name: a, ports: [{containerPort: 25, hostPort: 26}]}]} | containers[0].ports[0].hostPort is not containerPort, though the pod is on the node's network: write the same number.
          PodSpec                  | {containers: [{name: a}], nodeSelector: {a b: c}}              | nodeSelector.a b is no label's key: write it like app or example.com/app.
          PodSpec                  | {containers: [{name: a}], nodeName: A}                         | nodeName is no name: write lower-case letters, digits, dashes and dots, such as gateway.
          Container                | {image: a}                                                     | name is missing: write it.
          Container                | {name: a, image: ''}                                           | image is missing: write it.
          Container                | {name: A, image: a}                                            | name is no name: write lower-case letters, digits and dashes, 63 at most, such as mail.
          Container                | {name: a, image: a, ports: [{name: b}, {name: b}]}             | ports[1].name is written twice: write each name once.
          Container                | {name: a, image: a, restartPolicy: ''}                         | restartPolicy is not one of Always, Never, OnFailure: write it so.
          ContainerPort            | {containerPort: 0}                                             | containerPort is not within 1 to 65535: write a number that is.
          ContainerPort            | {containerPort: 1, hostPort: -1}                               | hostPort is not within 0 to 65535: write a number that is.
          ContainerPort            | {containerPort: 1, name: no--port}                             | name is no port's name: write lower-case letters, digits and single dashes, 15 at most, such as smtp.
          EnvVar                   | {name: ''}                                                     | name is missing: write it.
          PodTemplateSpec          | {}                                                             | spec is missing: write it.
          PodTemplateSpec          | {spec: {a: b}, metadata: {labels: {a b: c}}}                   | metadata.labels.a b is no label's key: write it like app or example.com/app.
          PodTemplateSpec          | {spec: {a: b}, metadata: {annotations: {a b: c}}}              | metadata.annotations.a b is no annotation's key: write it like note or example.com/note.
          DeploymentSpec           | {replicas: -1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}} | replicas is not within 0 to 2147483647: write a number that is.
          DeploymentSpec           | {selector: {}}                                                 | selector selects nothing: write matchLabels as in the template.
          DeploymentSpec           | {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: c}}}} | template.metadata.labels do not fit the selector: write its labels there.
          DeploymentSpec           | {selector: {matchExpressions: [{key: a, operator: In, values: [b]}]}, template: {metadata: {labels: {a: c}}}} | template.metadata.labels do not fit the selector: write its labels there.
          DeploymentSpec           | {selector: {matchExpressions: [{key: a, operator: NotIn, values: [c]}]}, template: {metadata: {labels: {a: c}}}} | template.metadata.labels do not fit the selector: write its labels there.
          DeploymentSpec           | {selector: {matchExpressions: [{key: a, operator: Exists}]}}   | template.metadata.labels do not fit the selector: write its labels there.
          DeploymentSpec           | {selector: {matchExpressions: [{key: a, operator: DoesNotExist}]}, template: {metadata: {labels: {a: c}}}} | template.metadata.labels do not fit the selector: write its labels there.
          DaemonSetSpec            | {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never}}} | template.spec.restartPolicy is Never: write Always.
          StatefulSetSpec          | {serviceName: a.b, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}} | serviceName is no name: write lower-case letters, digits and dashes, 63 at most, such as mail.
          ReplicationControllerSpec | {selector: {a: b}, template: {metadata: {labels: {a: c}}}}    | template.metadata.labels do not fit the selector: write its labels there.
          ReplicationControllerSpec | {template: {}}                                                | template.metadata.labels do not fit the selector: write its labels there.
          ReplicationControllerSpec | {template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Never}}} | template.spec.restartPolicy is Never: write Always.
          RollingUpdateDeployment  | {maxSurge: many}                                               | maxSurge is neither a number nor a share: write it like 1 or 25%.
          RollingUpdateDeployment  | {maxUnavailable: -1}                                           | maxUnavailable is neither a number nor a share: write it like 1 or 25%.
          JobSpec                  | {template: {spec: {restartPolicy: Always}}}                    | template.spec.restartPolicy is Always: write Never or OnFailure.
          JobSpec                  | {template: {spec: {a: b}}}                                     | template.spec.restartPolicy is Always: write Never or OnFailure.
          JobSpec                  | {backoffLimit: -1, template: {spec: {restartPolicy: Never}}}   | backoffLimit is not within 0 to 2147483647: write a number that is.
          JobTemplateSpec          | {}                                                             | spec is missing: write it.
          CronJobSpec              | {schedule: daily}                                              | schedule is no schedule: write five fields, such as 0 3 * * *.
          NamespaceSpec            | {finalizers: [kubernetes, cleanup]}                            | finalizers[1] is no finalizer: write it like example.com/cleanup.
          NamespaceSpec            | {finalizers: [/a]}                                             | finalizers[0] is no finalizer: write it like example.com/cleanup.
          NodeSpec                 | {podCIDRs: [10.0.0.0/24, 10.1.0.0/24]}                         | podCIDRs[1] is a second one of its family: write one a family.
          NodeSpec                 | {podCIDR: here, podCIDRs: [10.0.0.0/24]}                       | podCIDRs[0] is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          NodeSpec                 | {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoSchedule}]} | taints[1] is written twice: write each taint once.
          Taint                    | {key: ''}                                                      | key is missing: write it.
          Taint                    | {key: a, value: b c}                                           | value VALUE
          """)
  void is_refused(String definition, String value, String sentence) {
    assertThat(sentences(definition, value))
        .containsExactly(
            sentence.replaceFirst("^PART", "").replaceFirst(" VALUE$", NO_LABEL_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LabelSelector            | {matchLabels: {app: ''}}
          LabelSelectorRequirement | {key: example.com/a, operator: NotIn, values: ['', A.b_c-d]}
          NetworkPolicySpec        | {policyTypes: [Ingress, Egress]}
          NetworkPolicyPeer        | {podSelector: {}, namespaceSelector: {}}
          NetworkPolicyPeer        | {ipBlock: {}}
          NetworkPolicyPort        | {port: 1, endPort: 1}
          NetworkPolicyPort        | {port: 65535, protocol: SCTP}
          NetworkPolicyPort        | {port: a-1}
          IPBlock                  | {cidr: 0.0.0.0/0, except: [0.0.0.0/1, 128.0.0.0/1]}
          IPBlock                  | {cidr: 192.0.2.1/32}
          ServiceSpec              | {clusterIP: None}
          ServiceSpec              | {clusterIP: '', ports: [{port: 1}]}
          ServiceSpec              | {type: ExternalName, externalName: ldap.example.net.}
          ServiceSpec              | {type: NodePort, externalTrafficPolicy: Local, ports: [{port: 1, nodePort: 30000}]}
          ServiceSpec              | {externalIPs: [192.0.2.1], externalTrafficPolicy: Local, ports: [{port: 1}]}
          ServiceSpec              | {type: LoadBalancer, allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [' 10.0.0.0/8 '], ports: [{port: 1}]}
          ServiceSpec              | {ports: [{name: a, port: 53}, {name: b, port: 53, protocol: UDP}]}
          ServicePort              | {port: 25, targetPort: 0}
          ServicePort              | {port: 25, targetPort: ''}
          ServicePort              | {port: 65535, targetPort: smtp, name: ''}
          Pod                      | {spec: {hostNetwork: true, containers: [{image: a, ports: [{containerPort: 25}, {containerPort: 25, protocol: UDP}]}]}}
          Pod                      | {spec: {containers: [{image: a, ports: [{containerPort: 25}, {containerPort: 25}]}]}}
          PodSpec                  | {hostNetwork: true, containers: [{name: a, ports: [{containerPort: 25, hostPort: 25}, {containerPort: 25}]}]}
          PodSpec                  | {containers: [{name: a, ports: [{hostPort: 25, hostIP: 192.0.2.1}, {hostPort: 25, hostIP: 192.0.2.2}]}]}
          Container                | {name: a, image: ' a', ports: [{name: ''}, {name: ''}]}
          ContainerPort            | {containerPort: 65535, hostPort: 0, name: ''}
          DeploymentSpec           | {replicas: 0, selector: {matchLabels: {a: b}, matchExpressions: [{key: a, operator: In, values: [b]}, {key: c, operator: NotIn, values: [d]}, {key: a, operator: Exists}, {key: d, operator: DoesNotExist}]}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: ''}}}
          ReplicationControllerSpec | {selector: {a: b}, template: {metadata: {labels: {a: b}}, spec: {restartPolicy: Always}}}
          RollingUpdateDaemonSet   | {maxSurge: 25%, maxUnavailable: 0}
          JobSpec                  | {backoffLimit: 0, template: {spec: {restartPolicy: OnFailure}}}
          CronJobSpec              | {schedule: '@daily'}
          CronJobSpec              | {schedule: '*/5 0-3 1,2 JAN ?'}
          NamespaceSpec            | {finalizers: [kubernetes, example.com/cleanup]}
          NodeSpec                 | {podCIDR: 10.0.0.0/24, podCIDRs: [10.0.0.0/24, 'fd00::/64']}
          NodeSpec                 | {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoExecute}]}
          Nothing                  | {a: b}
          """)
  void is_taken(String definition, String value) {
    assertThat(sentences(definition, value)).isEmpty();
  }

  private static List<String> sentences(String definition, String value) {
    return KindRules.fault(definition, value(value)).map(FieldFault::sentence).stream().toList();
  }

  private static JsonNode value(String yaml) {
    return Serialization.unmarshal("value: " + yaml, JsonNode.class).path("value");
  }
}
