package io.esgoperator.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;

/**
 * The parts of a {@code cilium.io/v2} CiliumNetworkPolicy that a gateway's policy needs. A rule
 * names peers of one kind, as Cilium requires; a rule without peers would admit everything.
 */
public final class CiliumRules {
  private CiliumRules() {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Spec(
      LabelSelector endpointSelector,
      List<Ingress> ingress,
      List<Egress> egress,
      List<EgressDeny> egressDeny) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Ingress(
      List<LabelSelector> fromEndpoints,
      List<Block> fromCIDRSet,
      List<String> fromEntities,
      List<PortRule> toPorts) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Egress(
      List<LabelSelector> toEndpoints,
      List<Block> toCIDRSet,
      List<String> toEntities,
      List<Name> toFQDNs,
      List<PortRule> toPorts) {}

  /** It comes before all that is opened. */
  public record EgressDeny(List<Block> toCIDRSet, List<PortRule> toPorts) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Block(String cidr, List<String> except) {}

  /** One name, or a pattern with stars. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Name(String matchName, String matchPattern) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record PortRule(List<Port> ports, Seen rules) {}

  public record Port(String port, String protocol) {
    static Port of(Path path) {
      return new Port(Integer.toString(path.port()), path.transport().name());
    }

    static Port of(NetworkPolicyPort port) {
      return new Port(String.valueOf(port.getPort().getValue()), port.getProtocol());
    }
  }

  /** The names that Cilium's DNS proxy inspects. */
  public record Seen(List<Name> dns) {}
}
