package io.esgoperator.gateway;

import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A port at which the gateway's pods accept connections, by its containers or Services.
 *
 * @param protocol TCP, UDP or SCTP
 * @param number 1 to 65535
 * @param names of the containers' ports and of the Services that lead there, sorted
 */
public record TakenPort(String protocol, int number, List<String> names) {

  /** All ports of a gateway, by protocol and number; a name without a number is left out. */
  public static List<TakenPort> of(Gateway gateway) {
    Map<String, TakenPort> ports = new TreeMap<>();
    Stream.concat(ofContainers(gateway), ofServices(gateway))
        .forEach(
            port ->
                ports.merge(
                    "%s %05d".formatted(port.protocol(), port.number()), port, TakenPort::both));
    return List.copyOf(ports.values());
  }

  private static Stream<TakenPort> ofContainers(Gateway gateway) {
    return gateway.pods().stream()
        .flatMap(PodPorts::declaredBy)
        .map(
            port ->
                new TakenPort(
                    protocol(port.getProtocol()),
                    port.getContainerPort(),
                    Optional.ofNullable(port.getName()).stream().toList()));
  }

  private static Stream<TakenPort> ofServices(Gateway gateway) {
    return gateway.services().stream()
        .flatMap(
            service ->
                service.getSpec().getPorts().stream()
                    .flatMap(
                        port ->
                            PodPorts.of(port, gateway.pods())
                                .flatMap(one -> Stream.ofNullable(one.getIntVal()))
                                .map(
                                    number ->
                                        new TakenPort(
                                            protocol(port.getProtocol()),
                                            number,
                                            List.of(
                                                "Service " + service.getMetadata().getName())))));
  }

  private static String protocol(String written) {
    return written == null ? "TCP" : written;
  }

  private static TakenPort both(TakenPort one, TakenPort other) {
    return new TakenPort(
        one.protocol(),
        one.number(),
        Stream.concat(one.names().stream(), other.names().stream()).distinct().sorted().toList());
  }

  /** Whether the pods accept an inbound path there. */
  public boolean takes(DeclaredPath declared, Gateway gateway) {
    return declared.isInbound()
        && protocol.equals(declared.path().transport().name())
        && gateway.takes(declared.path(), new IntOrString(number));
  }

  /** {@code TCP 9090 (metrics, Service gateway-metrics)}. */
  @Override
  public String toString() {
    return protocol
        + " "
        + number
        + (names.isEmpty() ? "" : names.stream().collect(Collectors.joining(", ", " (", ")")));
  }
}
