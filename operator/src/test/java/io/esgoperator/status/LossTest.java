package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTest {
  private static final String OUT = "direction: Outbound, family: ";
  private static final String IN = "direction: Inbound, family: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the row, and its other family                                  | what it costs
          IPv4, verdict: Open                | IPv6, verdict: Blocked        |
          IPv4, verdict: Blocked             | IPv6, verdict: Blocked        | No mail.
          IPv4, verdict: Blocked             | IPv6, verdict: Unknown        | No mail.
          IPv6, verdict: Unknown             | IPv4, verdict: Open           | No mail.
          IPv6, verdict: Blocked             | IPv4, verdict: Open           | Over IPv4 the path works; what has IPv6 alone is not reached.
          IPv4, verdict: Refused             | IPv6, verdict: Open           | Over IPv6 the path works; what has IPv4 alone is not reached.
          IPv6, verdict: Tampered            | IPv4, verdict: Open           | Over IPv4 the path works; over IPv6: What passes may be read or changed on the way; at worst: No mail.
          IPv6, verdict: Tampered            | IPv4, verdict: Tampered       | What passes may be read or changed on the way; at worst: No mail.
          IPv6, verdict: Unstable            | IPv4, verdict: Open           | Over IPv4 the path works; over IPv6: No mail.
          IPv4, verdict: Partial             | IPv6, verdict: Partial        | Nothing while the other ends answer; without them: No mail.
          'IPv4, verdict: Partial, nodes: [{node: a}]' | IPv6, verdict: Partial | At the gateway's pods on these nodes: No mail.
          """)
  void what_a_closed_outbound_path_costs_depends_on_what_works(
      String row, String other, String loss) {
    assertThat(lossOf(OUT + row, OUT + other)).isEqualTo(loss);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IPv6, verdict: Blocked             | IPv4, verdict: Open           | Over IPv4 the path works; what comes by IPv6 alone does not arrive.
          IPv4, verdict: Partial             | IPv6, verdict: Partial        | In part: No mail.
          """)
  void so_does_an_inbound_one(String row, String other, String loss) {
    assertThat(lossOf(IN + row, IN + other)).isEqualTo(loss);
  }

  private static String lossOf(String row, String other) {
    return new Loss(
            "No mail.",
            Instances.withStatus("paths: [{name: a, %s}, {name: a, %s}]".formatted(row, other))
                .getStatus()
                .paths())
        .told()
        .map(PathStatus::consequence)
        .toList()
        .get(0);
  }
}
