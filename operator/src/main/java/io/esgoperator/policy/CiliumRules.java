package io.esgoperator.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;

/**
 * The parts of a {@code cilium.io/v2} CiliumNetworkPolicy that a gateway's policy needs. A rule
 * names peers of one kind, as Cilium requires; a rule without peers would admit everything.
 */
public final class CiliumRules {
  private CiliumRules() {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Spec(LabelSelector endpointSelector, List<Ingress> ingress, List<Egress> egress) {}

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

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Block(String cidr, List<String> except) {}

  /** One name, or a pattern with stars. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Name(String matchName, String matchPattern) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record PortRule(List<Port> ports, Seen rules) {}

  public record Port(String port, String protocol) {}

  /** The names that Cilium's DNS proxy inspects. */
  public record Seen(List<Name> dns) {}
}
