package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Sorted;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** What the user declares: which pods are the gateway, which services it offers and uses. */
@ValidationRule(
    value = Rules.TARGETS_NAME_PATHS,
    message =
        "probe.targets names a path that has no targets of its own: use an outbound path's name, such as smtp-out or https")
@ValidationRule(
    value = Rules.PROXY_PROTOCOL_NAMES_PATHS,
    message =
        "proxyProtocol names a path on which no TCP connection comes in: use an inbound path's name, such as smtp-in or smtps")
@JsonClassDescription(
    "What the user declares: which pods are the gateway, which services it offers and uses.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EsgInstanceSpec(
    @Required
        @ValidationRule(
            value = Rules.SELECTS_SOMETHING,
            message =
                "an empty selector, or one that only excludes, would select every pod of the namespace: name at least one label, such as matchLabels: {app: esg}")
        @JsonPropertyDescription(
            "Selects the gateway's pods in this namespace (for a virtual machine: its launcher pods). Names at least one label that they have: by matchLabels, or by an expression with In or Exists.")
        Selector podSelector,
    @JsonPropertyDescription(
            "The optional services of the vendor's port page. Each is closed until it is named here.")
        Services services,
    @JsonPropertyDescription("The DCC servers that the gateway reports to, UDP 6277 out.") Dcc dcc,
    @JsonPropertyDescription(
            "The relay (smarthost) that takes all outgoing mail: the path smtp-out leads to it alone, at its port. Left out: to any mail server, TCP 25.")
        Relay relay,
    @JsonPropertyDescription(
            "DNS. The gateway recurses itself, so any name server may be asked, besides the cluster's own resolvers.")
        Dns dns,
    @Size(max = 32)
        @ValidationRule(
            value = Rules.PATH_NAMES_DIFFER,
            message = "two additionalPaths have the same name: give each path a name of its own")
        @JsonPropertyDescription(
            "Further paths, in the shape of the catalogue's rows, for other vendors' gateways.")
        List<AdditionalPath> additionalPaths,
    @Size(max = 48)
        @JsonPropertyDescription(
            "The inbound paths whose ports at the gateway expect a PROXY header, by path name, each with the header's version, V1 or V2. The probe begins with that header at the gateway's pods, and at their Services, which pass it on. It does not at a load balancer with ipMode Proxy, nor from outside: there the load balancer adds the header. Left out: none is sent.")
        Map<String, ProxyProtocol> proxyProtocol,
    @Size(max = 2)
        @JsonPropertyDescription(
            "The address families in which the paths are proved, IPv4 and IPv6; left out: those that the probe's pods have. Leave out a family that has no way out of the cluster.")
        List<Family> families,
    @Size(max = NameQuestions.MOST_DOMAINS)
        @ValidationRule(
            value = Rules.EVERY_HOST_NAME,
            message = "domains takes the part of mail addresses behind the @, such as example.com")
        @JsonPropertyDescription(
            "The domains whose mail the gateway carries. Each hour the public DNS is asked about them, as receivers ask: PTR of the addresses by which the gateway leaves, SPF, MX, MTA-STS and TLSA; status.names has the answers. Left out: nothing is asked.")
        List<@Size(max = 253) String> domains,
    @Size(max = 16)
        @ValidationRule(
            value = Rules.EVERY_ADDRESS,
            message = "publicAddresses takes addresses, such as 203.0.113.7 or 2001:db8:7::25")
        @JsonPropertyDescription(
            "The addresses at which the world reaches the gateway, where a firewall translates them; those of its load balancers are known. MX of the domains are compared with them, and probe --from-outside asks them where it is given none.")
        List<@Size(max = 45) String> publicAddresses,
    @JsonPropertyDescription("By which addresses the world is to see the gateway.") Egress egress,
    @JsonPropertyDescription("How the paths are turned into policies.") Policy policy,
    @JsonPropertyDescription("How the paths are proved.") Probe probe) {

  /** Replaces missing parts by their defaults, so that no field is null. */
  public EsgInstanceSpec {
    services = services == null ? new Services(null, null, null, null, null, null, null) : services;
    dcc = dcc == null ? new Dcc(null) : dcc;
    dns = dns == null ? new Dns() : dns;
    additionalPaths = additionalPaths == null ? List.of() : List.copyOf(additionalPaths);
    proxyProtocol = Sorted.copyOf(proxyProtocol);
    families = families == null ? List.of() : List.copyOf(families);
    publicAddresses = publicAddresses == null ? List.of() : List.copyOf(publicAddresses);
    domains = domains == null ? List.of() : List.copyOf(domains);
    egress = egress == null ? new Egress(null, null, null, null) : egress;
    policy = policy == null ? new Policy(null, null, null) : policy;
    probe =
        probe == null
            ? new Probe(null, null, null, null, null, null, null, null, null, null)
            : probe;
  }

  /** Whether the public DNS is asked about the gateway. */
  public boolean asksNames() {
    return !domains.isEmpty() || !egress.blockLists().isEmpty();
  }

  /** Whether the paths are to be proved in a family. */
  public boolean isProvedIn(Family family) {
    return families.isEmpty() || families.contains(family);
  }

  /** The mail servers that take all outgoing mail from the gateway. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Relay(
      @Required
          @Size(max = 16)
          @ValidationRule(
              value = Rules.NOT_EMPTY,
              message =
                  "a relay without servers lets no mail out: name at least one server by host, cidr or podSelector, or leave relay out")
          @JsonPropertyDescription(
              "The relay's servers, the second of a failover pair too. Each is asked by itself.")
          List<Peer> servers,
      @Default("25")
          @Min(value = 1)
          @Max(value = 65535)
          @ValidationRule(
              value = Rules.RELAY_PORT,
              message =
                  "relay.port is a port for mail: write 25, 587 (submission with STARTTLS) or 465 (submission with TLS from the start)")
          @JsonPropertyDescription(
              "The relay's port: 25, 587 (submission with STARTTLS) or 465 (submission with TLS from the start).")
          Integer port) {

    public Relay {
      servers = servers == null ? List.of() : List.copyOf(servers);
      port = port == null ? 25 : port;
    }
  }

  /**
   * DNS without settings: the path leads to any address and to the cluster's own resolvers, which
   * the operator finds.
   */
  public record Dns() {}

  /** By which addresses the world is to see the gateway. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Egress(
      @Size(max = 16)
          @ValidationRule(
              value = Rules.EVERY_ADDRESS_OR_NETWORK,
              message =
                  "egress.expected takes addresses or networks in CIDR notation, such as 203.0.113.25 or 2001:db8:25::/64")
          @JsonPropertyDescription(
              "The addresses by which the gateway is to leave, those with its PTR and in its SPF record: condition EgressAsExpected compares them with what servers see. Left out: nothing is compared.")
          List<@Size(max = 50) String> expected,
      @Size(max = 512)
          @ValidationRule(
              value = Rules.PAGE,
              message =
                  "egress.reflector is no address of a page: write it like https://ip.example.net/, without a port")
          @JsonPropertyDescription(
              "A page whose text is the client's address, asked on path http or https with each round; left out: none is asked. Mail servers and probe.dnsReflector tell the address, too.")
          String reflector,
      @Default("false")
          @JsonPropertyDescription(
              "Whether the gateway is not Ready while it leaves by another address.")
          Boolean required,
      @Size(max = NameQuestions.MOST_LISTS)
          @ValidationRule(
              value = Rules.EVERY_HOST_NAME,
              message =
                  "egress.blockLists takes the zones of DNS block lists, such as zen.spamhaus.org")
          @JsonPropertyDescription(
              "DNS block lists that are asked each hour about the addresses by which the gateway leaves, by their zones, such as zen.spamhaus.org; left out: none. Read each list's terms first: some want a contract or a key.")
          List<@Size(max = 200) String> blockLists) {

    public Egress {
      expected = expected == null ? List.of() : List.copyOf(expected);
      blockLists = blockLists == null ? List.of() : List.copyOf(blockLists);
      required = required != null && required;
    }

    /** Whether a literal address is among the expected ones. */
    public boolean isExpected(String address) {
      return expected.stream()
          .map(Cidr::parse)
          .anyMatch(one -> one.contains(Cidr.literal(address)));
    }
  }
}
