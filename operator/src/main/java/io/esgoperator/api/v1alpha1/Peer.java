package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** The other end of a path: a host name, a network, or pods. */
@ValidationRule(
    value = Rules.PEER_IS_ONE_THING,
    message =
        "a peer is one of host, cidr, or podSelector with an optional namespaceSelector: write exactly one of them")
@ValidationRule(
    value = Rules.EXCEPT_BESIDE_CIDR,
    message = "except narrows a cidr: write it beside cidr, or leave it out")
@ValidationRule(
    value = Rules.EXCEPT_OF_SAME_FAMILY,
    message =
        "except is of another address family than its cidr: write IPv4 with IPv4 and IPv6 with IPv6")
@ValidationRule(
    value = Rules.EXCEPT_INSIDE,
    message =
        "except lies outside its cidr or covers all of it: write a smaller network inside of the cidr")
@ValidationRule(
    value = Rules.PEER_SELECTS_SOMETHING,
    message =
        "a podSelector that is empty or only excludes would select every pod of the namespace: name at least one label that the pods have, or write a namespaceSelector beside it")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Peer(
    @Size(max = 253)
        @ValidationRule(
            value = Rules.HOST_NAME,
            message =
                "host is not a host name: write a full name such as dc1.example.net, and an address as cidr (192.0.2.1/32)")
        @JsonPropertyDescription(
            "A full host name. The operator resolves it and keeps the policy at its addresses.")
        String host,
    @Size(max = 50)
        @ValidationRule(
            value = Rules.NETWORK,
            message =
                "cidr is not a network in CIDR notation: write it like 10.1.2.0/28, a single address like 10.1.2.3/32")
        @ValidationRule(
            value = Rules.NO_HOST_BITS,
            message =
                "cidr has bits set behind its prefix: write the first address of the network, such as 10.1.2.0/28")
        @JsonPropertyDescription("A network in CIDR notation.")
        String cidr,
    @Size(max = 32) @JsonPropertyDescription("Networks inside of cidr that stay closed.")
        List<@Size(max = 50) String> except,
    @JsonPropertyDescription(
            "Pods, in this namespace unless namespaceSelector is given; names at least one label that they have, unless it stands beside a namespaceSelector.")
        Selector podSelector,
    @ValidationRule(
            value = Rules.SELECTS_SOMETHING,
            message =
                "a namespaceSelector that is empty or only excludes would select every namespace: name at least one label, such as matchLabels: {kubernetes.io/metadata.name: directory}")
        @JsonPropertyDescription(
            "The namespaces in which podSelector applies; names at least one label that they have. Without podSelector: all of their pods.")
        Selector namespaceSelector) {

  public Peer {
    except = except == null ? List.of() : List.copyOf(except);
  }

  /** Whether it is pods, and neither a host nor a network. */
  public boolean selectsPods() {
    return host == null && cidr == null;
  }
}
