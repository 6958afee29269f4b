package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InspectorsTest {
  @ParameterizedTest
  @MethodSource("none")
  void where_no_path_is_inspected_no_additional_server_is_asked(Prober prober) {
    ProbeTarget target = new ProbeTarget("192.0.2.53", Cidr.literal("192.0.2.53"), 53);
    assertThatThrownBy(() -> prober.probe(target, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no additional server was to be asked");
  }

  static Stream<Prober> none() {
    return Stream.of(
        Inspectors.none().burst(),
        Inspectors.none().resolver(),
        Inspectors.none().reflection().apply(Application.DnsUdp, "whoami.example.net"));
  }
}
