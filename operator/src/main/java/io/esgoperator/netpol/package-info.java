/**
 * What policies say by their text: a library for any workload of Kubernetes. It knows no gateway
 * and no custom resource of the operator, asks no cluster, and is pure.
 *
 * <p>Objects of a cluster, as Fabric8 reads them from files or from an API server, make a {@link
 * io.esgoperator.netpol.world.World}. An {@link Evaluator} prepares it once, rules on each {@link
 * Connection}, and proves the {@link Ruling} at both ends: by the rule that decides, or by why no
 * rule does.
 *
 * <pre>{@code
 * World world = WorldReading.of(objects);
 * Evaluator evaluator = Evaluator.of(world);
 * Workload client = world.workloads().get(0);
 * Endpoint server = new Endpoint.Outside(InetAddress.getByName("192.0.2.25"));
 * Ruling ruling = evaluator.rule(Connection.of(client, server, Protocol.TCP, 25));
 * ruling.decision();                // Allowed, Denied, or Unclear
 * ruling.egress();                  // the proof at the client's end
 * ruling.notEvaluated();            // policies of other kinds that may say otherwise
 * }</pre>
 *
 * <p>{@link AllPairs} answers for a whole world: which ends reach which, at which ports.
 *
 * <p>The build makes a jar of it alone, with the classifier {@code netpol}. It wants Fabric8's
 * kubernetes-model-core and kubernetes-model-networking, and jackson-databind, with what these
 * bring.
 *
 * <p>Evaluated: NetworkPolicy, AdminNetworkPolicy, BaselineAdminNetworkPolicy,
 * ClusterNetworkPolicy, CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy. Where one of
 * Cilium's stands, or the world says so, the others are read as Cilium enforces them. Where a text
 * leaves open what engines do, the decision is {@code Unclear}; {@code World.enforcedBy} tells the
 * engine.
 *
 * <p>These types are stable. Other types are public only for the packages of the evaluator itself;
 * {@code LibraryTest} refuses any other use of them.
 *
 * <table>
 * <caption>The stable types</caption>
 * <tr><th>type</th><th>what for</th></tr>
 * <tr><td>{@code Evaluator}</td><td>a world, prepared; it answers every question</td></tr>
 * <tr><td>{@code Connection}</td><td>the question: two ends, a protocol, a port</td></tr>
 * <tr><td>{@code Ruling}</td><td>the decision, with a proof for each end</td></tr>
 * <tr><td>{@code Proof}</td><td>the rules or policies that decide, and the doubts</td></tr>
 * <tr><td>{@code Bindings}</td><td>the policies that select a workload in one direction</td></tr>
 * <tr><td>{@code OpenPort}</td><td>a port that a rule allows, and to which peers</td></tr>
 * <tr><td>{@code TierTrace}</td><td>what one tier's policies say of a connection</td></tr>
 * <tr><td>{@code AllPairs}</td><td>all pairs of ends at every port, without asking for each</td></tr>
 * <tr><td>{@code EndGroup}</td><td>ends that policies treat alike</td></tr>
 * <tr><td>{@code PortSpan}</td><td>consecutive ports with the same decision</td></tr>
 * <tr><td>{@code read.WorldReading}</td><td>makes a world of Kubernetes' objects</td></tr>
 * <tr><td>{@code read.PolicyKinds}</td><td>the kinds of policies to list beside
 *     NetworkPolicies</td></tr>
 * <tr><td>{@code world.World}</td><td>namespaces, workloads, nodes and policies</td></tr>
 * <tr><td>{@code world.Workload}</td><td>a pod, or the pods of a template</td></tr>
 * <tr><td>{@code world.Labels}</td><td>labels, all of them or some</td></tr>
 * <tr><td>{@code world.NamedPorts}</td><td>the ports of a pod that have names</td></tr>
 * <tr><td>{@code world.Endpoint}</td><td>an end: a workload, or an address</td></tr>
 * <tr><td>{@code world.Protocol}</td><td>TCP, UDP or SCTP</td></tr>
 * <tr><td>{@code world.PortRange}</td><td>consecutive ports</td></tr>
 * <tr><td>{@code world.AddressRange}</td><td>consecutive addresses of a family</td></tr>
 * <tr><td>{@code world.PolicyEngine}</td><td>what enforces the policies</td></tr>
 * <tr><td>{@code world.Decision}</td><td>Allowed, Denied or Unclear</td></tr>
 * <tr><td>{@code world.Tier}</td><td>the level of policies that decides</td></tr>
 * <tr><td>{@code world.PolicyRef}</td><td>a policy's kind and name</td></tr>
 * <tr><td>{@code world.RuleRef}</td><td>a rule's policy and position</td></tr>
 * </table>
 */
package io.esgoperator.netpol;
