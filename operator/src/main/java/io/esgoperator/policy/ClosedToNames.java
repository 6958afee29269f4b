package io.esgoperator.policy;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Cidr;
import io.esgoperator.policy.CiliumRules.Block;
import io.esgoperator.policy.CiliumRules.EgressDeny;
import io.esgoperator.policy.CiliumRules.Port;
import io.esgoperator.policy.CiliumRules.PortRule;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What {@code policy.except} closes to host names. Cilium opens whatever a name's owner answers, a
 * metadata service too, so the names' ports are denied there, but for networks that another rule
 * opens at the same port.
 */
final class ClosedToNames {
  private ClosedToNames() {}

  /**
   * One denial for each port at which names are opened.
   *
   * @param rules all egress rules of the instance's policy
   */
  static Stream<EgressDeny> of(EsgInstanceSpec spec, List<NetworkPolicyEgressRule> rules) {
    List<Cidr> except = spec.policy().exceptions().stream().distinct().toList();
    return DeclaredPaths.of(spec).stream()
        .filter(declared -> !declared.isInbound() && !declared.hosts().isEmpty())
        .map(declared -> Port.of(declared.path()))
        .distinct()
        .map(port -> denial(except, opened(rules, port), port))
        .filter(denial -> !denial.toCIDRSet().isEmpty());
  }

  private static List<IPBlock> opened(List<NetworkPolicyEgressRule> rules, Port port) {
    return rules.stream()
        .filter(rule -> rule.getPorts().stream().map(Port::of).anyMatch(port::equals))
        .flatMap(rule -> rule.getTo().stream())
        .map(NetworkPolicyPeer::getIpBlock)
        .filter(Objects::nonNull)
        .toList();
  }

  private static EgressDeny denial(List<Cidr> except, List<IPBlock> opened, Port port) {
    return new EgressDeny(
        except.stream()
            .filter(part -> opened.stream().noneMatch(block -> opens(block, part)))
            .map(
                part ->
                    new Block(
                        part.toString(),
                        opened.stream()
                            .map(IPBlock::getCidr)
                            .filter(network -> part.holds(Cidr.parse(network)))
                            .distinct()
                            .sorted()
                            .toList()))
            .toList(),
        List.of(new PortRule(List.of(port), null)));
  }

  private static boolean opens(IPBlock block, Cidr part) {
    return Cidr.parse(block.getCidr()).holds(part)
        && block.getExcept().stream().map(Cidr::parse).noneMatch(closed -> closed.holds(part));
  }
}
