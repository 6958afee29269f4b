package io.esgoperator.manifest;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.Rules;
import io.esgoperator.manifest.kind.Literals;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Durations;
import io.esgoperator.model.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resource's CEL rules in Java, each as a test of its {@code self}, for a machine without an
 * API server. A CEL library would add eight megabytes to the image; a test uses one and compares.
 */
final class SpecRules {
  private static final Pattern HOST_NAME = Pattern.compile(Rules.HOST_NAME_PATTERN);
  private static final Pattern DURATION = Pattern.compile(Rules.DURATION_PATTERN);
  private static final Pattern PAGE = Pattern.compile(Rules.PAGE_PATTERN);
  private static final Pattern PATH_NAME = Pattern.compile(Rules.PATH_NAME_PATTERN);

  private static final Set<Integer> RELAY_PORTS = Set.of(25, 465, 587);
  private static final Set<String> NEED_VALUES = Set.of("In", "NotIn");
  private static final Set<String> NEED_THE_LABEL = Set.of("In", "Exists");

  // spotless:off
  private static final Map<String, Predicate<JsonNode>> TABLE =
      Map.ofEntries(
          entry(Rules.HOST_NAME,                  SpecRules::isHostName),
          entry(Rules.EVERY_HOST_NAME,            self -> every(self, SpecRules::isHostName)),
          entry(Rules.TARGET,                     SpecRules::isTarget),
          entry(Rules.EVERY_TARGET,               self -> every(self, targets -> every(targets, SpecRules::isTarget))),
          entry(Rules.TARGETS_NOT_EMPTY,          self -> every(self, targets -> !targets.isEmpty())),
          entry(Rules.TARGETS_NAME_PATHS,         self -> namesPaths(self.at("/probe/targets"), self, Direction.Outbound, path -> true)),
          entry(Rules.PROXY_PROTOCOL_NAMES_PATHS, self -> namesPaths(self.path("proxyProtocol"), self, Direction.Inbound, path -> isInbound(path) && "TCP".equals(path.path("protocol").asText()))),
          entry(Rules.TRAITS_DIFFER,              self -> differ(self.valueStream())),
          entry(Rules.DURATION,                   self -> matches(DURATION, self)),
          entry(Rules.INTERVAL_RANGE,             self -> isNoneOrWithin(self, "30s", "24h")),
          entry(Rules.TIMEOUT_RANGE,              self -> isNoneOrWithin(self, "1s", "60s")),
          entry(Rules.RELAY_PORT,                 self -> self.isIntegralNumber() && self.canConvertToInt() && RELAY_PORTS.contains(self.asInt())),
          entry(Rules.NOT_EMPTY,                  self -> !self.isEmpty()),
          entry(Rules.FROM_NOT_EMPTY,             self -> !self.has("from") || holds(self, "from")),
          entry(Rules.SELECTS_SOMETHING,          SpecRules::selectsSomething),
          entry(Rules.PEER_SELECTS_SOMETHING,     self -> !self.has("podSelector") || self.has("namespaceSelector") || selectsSomething(self.path("podSelector"))),
          entry(Rules.VALUES_FIT_OPERATOR,        self -> NEED_VALUES.contains(self.path("operator").asText()) == holds(self, "values")),
          entry(Rules.NETWORK,                    SpecRules::isNetwork),
          entry(Rules.NO_HOST_BITS,               SpecRules::hasNoHostBits),
          entry(Rules.EVERY_NETWORK,              self -> every(self, SpecRules::isNetwork)),
          entry(Rules.NO_HOST_BITS_IN_ANY,        self -> every(self, SpecRules::hasNoHostBits)),
          entry(Rules.NOT_EVERYTHING,             self -> every(self, one -> network(one).map(network -> network.prefix() > 0).orElse(true))),
          entry(Rules.EVERY_ADDRESS,              self -> every(self, one -> Literals.isAddress(one.asText()))),
          entry(Rules.EVERY_ADDRESS_OR_NETWORK,   self -> every(self, one -> Literals.isAddress(one.asText()) || isNetwork(one))),
          entry(Rules.PAGE,                       self -> matches(PAGE, self)),
          entry(Rules.PEER_IS_ONE_THING,          SpecRules::isOneThing),
          entry(Rules.EXCEPT_BESIDE_CIDR,         self -> !self.has("except") || self.has("cidr")),
          entry(Rules.EXCEPT_OF_SAME_FAMILY,      self -> everyExcept(self, SpecRules::isOfSameFamily)),
          entry(Rules.EXCEPT_INSIDE,              self -> everyExcept(self, SpecRules::isInside)),
          entry(Rules.PATH_NAME,                  self -> matches(PATH_NAME, self)),
          entry(Rules.PATH_NAME_IS_FREE,          self -> Catalogue.named(self.asText()).isEmpty()),
          entry(Rules.PATH_NAMES_DIFFER,          self -> differ(self.valueStream().map(path -> path.path("name")))),
          entry(Rules.PATH_GOES_SOMEWHERE,        self -> self.path("anywhere").asBoolean() != holds(self, "peers")),
          entry(Rules.SOURCE_IS_NO_NAME,          self -> !isInbound(self) || every(self.path("peers"), peer -> !peer.has("host"))));

  // spotless:on

  private SpecRules() {}

  /** Whether a value satisfies a rule, which is as the resource's schema writes it. */
  static boolean keeps(JsonNode self, String rule) {
    return Optional.ofNullable(TABLE.get(rule))
        .or(() -> Optional.ofNullable(PodSpecRules.TABLE.get(rule)))
        .or(() -> Optional.ofNullable(AdminRules.TABLE.get(rule)))
        .orElseThrow(() -> new IllegalStateException("a rule without code: " + rule))
        .test(self);
  }

  /** Whether the keys are paths of the catalogue in a direction, or fitting additional ones. */
  private static boolean namesPaths(
      JsonNode named, JsonNode spec, Direction direction, Predicate<JsonNode> fits) {
    Stream<String> listed =
        Catalogue.PATHS.stream().filter(path -> path.direction() == direction).map(Path::name);
    Stream<String> additional =
        spec.path("additionalPaths")
            .valueStream()
            .filter(fits)
            .map(path -> path.path("name").asText());
    return Stream.concat(listed, additional)
        .collect(Collectors.toSet())
        .containsAll(named.properties().stream().map(Map.Entry::getKey).toList());
  }

  private static boolean selectsSomething(JsonNode selector) {
    return holds(selector, "matchLabels")
        || selector
            .path("matchExpressions")
            .valueStream()
            .anyMatch(one -> NEED_THE_LABEL.contains(one.path("operator").asText()));
  }

  private static boolean isNoneOrWithin(JsonNode self, String least, String most) {
    if (!matches(DURATION, self)) {
      return true;
    }
    Duration duration = Durations.parse(self.asText());
    return duration.compareTo(Durations.parse(least)) >= 0
        && duration.compareTo(Durations.parse(most)) <= 0;
  }

  private static boolean isOneThing(JsonNode peer) {
    return Stream.of(
                peer.has("host"),
                peer.has("cidr"),
                peer.has("podSelector") || peer.has("namespaceSelector"))
            .filter(given -> given)
            .count()
        == 1;
  }

  private static boolean isOfSameFamily(Optional<Cidr> part, Cidr whole) {
    return part.filter(one -> one.family() == whole.family()).isPresent();
  }

  private static boolean everyExcept(JsonNode peer, BiPredicate<Optional<Cidr>, Cidr> condition) {
    return network(peer.path("cidr"))
        .map(whole -> every(peer.path("except"), part -> condition.test(network(part), whole)))
        .orElse(true);
  }

  private static boolean isInside(Optional<Cidr> part, Cidr whole) {
    return part.map(one -> whole.contains(one.address()) && one.prefix() > whole.prefix())
        .orElse(true);
  }

  private static boolean isInbound(JsonNode path) {
    return Direction.Inbound.name().equals(path.path("direction").asText());
  }

  private static boolean isTarget(JsonNode text) {
    return Literals.isAddress(text.asText()) || isHostName(text);
  }

  private static boolean isHostName(JsonNode text) {
    return matches(HOST_NAME, text);
  }

  private static boolean isNetwork(JsonNode text) {
    return network(text).isPresent();
  }

  private static boolean hasNoHostBits(JsonNode text) {
    return network(text).map(network -> !Literals.hasHostBits(network)).orElse(true);
  }

  private static Optional<Cidr> network(JsonNode text) {
    return Literals.network(text.asText());
  }

  static boolean matches(Pattern pattern, JsonNode text) {
    return pattern.matcher(text.asText()).matches();
  }

  private static boolean holds(JsonNode self, String field) {
    return !self.path(field).isEmpty();
  }

  private static boolean differ(Stream<JsonNode> values) {
    List<JsonNode> all = values.toList();
    return all.stream().distinct().count() == all.size();
  }

  static boolean every(JsonNode self, Predicate<JsonNode> condition) {
    return self.valueStream().allMatch(condition);
  }
}
