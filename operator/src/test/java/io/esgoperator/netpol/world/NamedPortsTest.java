package io.esgoperator.netpol.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.NamedPorts.NamedPort;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedPortsTest {

  /** The numbers that containers give the name smtp, and whether it stands for TCP 25. */
  @ParameterizedTest
  @CsvSource({
    "'',       true,  No",
    "'',       false, Perhaps",
    "25,       true,  Yes",
    "25,       false, Yes",
    "26,       true,  No",
    "26,       false, No",
    "25 25,    true,  Yes",
    "25 26,    true,  Perhaps",
    "26 25,    true,  Perhaps",
    "25 26 27, true,  Perhaps",
    "26 27,    true,  No",
  })
  void a_name_stands_for_its_number(String numbers, boolean complete, Answer answer) {
    List<NamedPort> known =
        Stream.of(numbers.split(" "))
            .filter(number -> !number.isEmpty())
            .map(number -> new NamedPort("smtp", Protocol.TCP, Integer.parseInt(number)))
            .toList();
    assertThat(new NamedPorts(known, complete).has("smtp", Protocol.TCP, 25)).isEqualTo(answer);
  }
}
