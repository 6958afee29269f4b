package io.esgoperator.audit;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.MetadataNetwork;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.Bindings;
import io.esgoperator.netpol.OpenPort;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Openings to the gateway beyond its resource's declaration. NetworkPolicies add up, and an
 * administrator's policies come first: the gateway's own policy cannot close what another one
 * opens.
 *
 * @param gateway tells at which port of the container an inbound path arrives, which is the port
 *     that policies see
 */
public record UndeclaredOpenings(EsgInstanceSpec spec, HostAddresses hosts, Gateway gateway) {

  private static final IntOrString LINKERD = new IntOrString(4143);
  private static final IntOrString HTTP = new IntOrString(Catalogue.HTTP.port());
  private static final IntOrString DNS = new IntOrString(Catalogue.DNS_UDP.port());

  private static final String EVERY_PORT =
      " There Linkerd's proxy takes connections for every port of the pod, so this opens them all:"
          + " close 4143, or keep the proxy out of the gateway's pods by the annotation"
          + " linkerd.io/inject: disabled.";

  /** One opening by a rule, or by null where no policy selects the gateway. */
  public record Opening(RuleRef rule, String sentence) {}

  /** One sentence for each opening beside the own policy, which follows the declaration. */
  public List<String> of(PodPolicies policies, String own) {
    return openings(policies, rule -> isNetworkPolicy(rule.policy(), own)).stream()
        .map(Opening::sentence)
        .distinct()
        .toList();
  }

  /**
   * Each opening with its rule.
   *
   * @param follows whether a rule is the own policy's and follows the declaration
   */
  public List<Opening> openings(PodPolicies policies, Predicate<RuleRef> follows) {
    return Stream.of(Direction.values())
        .flatMap(
            direction ->
                Stream.concat(
                    of(policies.onGateway(direction), direction, follows),
                    exceptions(policies, direction, follows)))
        .distinct()
        .toList();
  }

  private Stream<Opening> of(Bindings binding, Direction direction, Predicate<RuleRef> follows) {
    String type = direction == Direction.Outbound ? "Egress: " : "Ingress: ";
    return Stream.concat(
        binding.isOpenByDefault()
            ? Stream.of(new Opening(null, type + everything(binding.denying())))
            : Stream.empty(),
        binding.openings().stream()
            .filter(port -> isOfLinkerd(port) || !follows.test(port.rule()) && !isDeclared(port))
            .map(port -> new Opening(port.rule(), type + sentence(port))));
  }

  /** At declared ports, the networks that stay closed, and that another policy opens. */
  private Stream<Opening> exceptions(
      PodPolicies policies, Direction direction, Predicate<RuleRef> follows) {
    List<Cidr> closed = spec.policy().exceptions();
    return policies.onGateway(direction).openings().stream()
        .filter(port -> !follows.test(port.rule()) && !isOfResolvers(port) && isDeclared(port))
        .flatMap(
            port ->
                closed.stream()
                    .filter(network -> mayAnswer(port, network))
                    .filter(network -> policies.opens(port, network))
                    .map(network -> new Opening(port.rule(), sentence(port, network))));
  }

  /** A metadata service takes HTTP, and connects to nothing. */
  private static boolean mayAnswer(OpenPort port, Cidr network) {
    return !MetadataNetwork.isNextDoor(network.address())
        || port.rule().direction() == Direction.Outbound
            && port.single().filter(HTTP::equals).isPresent();
  }

  /** The operator itself opens resolvers that an exception holds. */
  private static boolean isOfResolvers(OpenPort port) {
    return port.rule().direction() == Direction.Outbound
        && port.single().filter(DNS::equals).isPresent();
  }

  private static String sentence(OpenPort port, Cidr network) {
    boolean leaves = port.rule().direction() == Direction.Outbound;
    return "%s: %s opens %s %s %s, which spec.policy.except keeps closed: write it as an exception there, too."
        .formatted(
            leaves ? "Egress" : "Ingress",
            port.rule().policy().title(),
            port.ports(),
            leaves ? "to" : "from",
            network);
  }

  private static String everything(List<PolicyRef> denying) {
    return "everything is open%s, since no NetworkPolicy binds the gateway."
        .formatted(
            denying.isEmpty()
                ? ""
                : denying.stream()
                    .map(PolicyRef::title)
                    .collect(Collectors.joining(", ", " that is not denied by ", "")));
  }

  private static boolean isNetworkPolicy(PolicyRef policy, String name) {
    return policy.kind().equals(NetworkPolicy.class.getSimpleName()) && policy.name().equals(name);
  }

  private static String sentence(OpenPort port) {
    return "%s opens %s %s %s.%s"
        .formatted(
            port.rule().policy().title(),
            port.ports(),
            port.rule().direction() == Direction.Outbound ? "to" : "from",
            port.peers(),
            isOfLinkerd(port) ? EVERY_PORT : "");
  }

  /** The proxy's inbound port, which a declaration does not narrow (linkerd/linkerd2#15246). */
  private static boolean isOfLinkerd(OpenPort port) {
    return port.rule().direction() == Direction.Inbound
        && port.protocol() == Protocol.TCP
        && port.single().filter(LINKERD::equals).isPresent();
  }

  private boolean isDeclared(OpenPort port) {
    return DeclaredPaths.of(spec).stream()
        .filter(declared -> declared.path().direction() == port.rule().direction())
        .filter(declared -> isPortOf(declared.path(), port))
        .anyMatch(
            declared ->
                declared.anywhere()
                    || port.hosts().stream()
                        .allMatch(
                            host ->
                                host.filter(
                                        one -> NetworkPolicies.opens(spec, hosts, declared, one))
                                    .isPresent()));
  }

  private boolean isPortOf(Path path, OpenPort port) {
    return port.single()
        .filter(one -> port.protocol() == Protocol.of(path.transport()))
        .filter(
            one ->
                path.direction() == Direction.Inbound
                    ? gateway.takes(path, one)
                    : one.equals(new IntOrString(path.port())))
        .isPresent();
  }
}
