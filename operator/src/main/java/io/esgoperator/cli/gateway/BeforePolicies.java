package io.esgoperator.cli.gateway;

import io.esgoperator.cli.report.RulingText;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.ExposedService;
import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.world.Decision;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the Services before a gateway do to connections from outside, before policies see them. Only
 * where all of them do it, it is told: by any other one the path is open.
 */
public record BeforePolicies(GatewayCase gateway) {
  /** A ruling of the policies on some peers of an inbound path, with what Services do to them. */
  public RulingText on(RulingText ruling, DeclaredPath declared, PeerPart part) {
    if (!ruling.isAllowed()
        || !declared.isInbound()
        || !(part instanceof PeerPart.Addresses addresses)) {
      return ruling;
    }
    List<ExposedService> services = ExposedService.of(gateway.gateway(), declared);
    if (all(services, one -> isShutTo(one, addresses))) {
      return unclear(
          ruling, services, "takes connections from %s alone (loadBalancerSourceRanges)");
    }
    return !declared.anywhere() && all(services, ExposedService::hidesClients)
        ? unclear(
            ruling,
            services,
            "may put a node's address in the place of the client's, which no rule names (externalTrafficPolicy: Local keeps it)")
        : ruling;
  }

  private static boolean all(List<ExposedService> services, Predicate<ExposedService> does) {
    return !services.isEmpty() && services.stream().allMatch(does);
  }

  /** Whether it refuses some of these addresses. */
  private static boolean isShutTo(ExposedService service, PeerPart.Addresses part) {
    List<Cidr> ranges = service.ranges();
    return !ranges.isEmpty() && !part.range().without(ranges).isEmpty();
  }

  private RulingText unclear(RulingText ruling, List<ExposedService> services, String does) {
    String told =
        services.stream()
            .map(
                one ->
                    one
                        + " "
                        + does.formatted(
                            one.ranges().stream()
                                .map(Cidr::toString)
                                .collect(Collectors.joining(", "))))
            .collect(Collectors.joining("; "));
    return new RulingText(
        Decision.Unclear, ruling.because() + "; " + told, ruling.place(), ruling.byEngine());
  }
}
