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
 * ruling.notEvaluated();            // policies of Cilium, Calico and AWS that may say otherwise
 * }</pre>
 *
 * <p>Evaluated: NetworkPolicy, AdminNetworkPolicy, BaselineAdminNetworkPolicy and
 * ClusterNetworkPolicy. Where a text leaves open what engines do, the decision is {@code Unclear}.
 *
 * <p>Stable are the public types of this package and of {@link io.esgoperator.netpol.world}, and
 * {@link io.esgoperator.netpol.read.WorldReading}. Those of {@link io.esgoperator.netpol.rule} and
 * the other readings are its inside.
 */
package io.esgoperator.netpol;
