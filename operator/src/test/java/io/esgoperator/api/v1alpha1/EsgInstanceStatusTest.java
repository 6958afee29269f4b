package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.model.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a status says of itself. */
class EsgInstanceStatusTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          {name: dcc, family: IPv4, verdict: Open}                        | true
          {name: dcc, family: IPv6, verdict: Open}                        | false
          {name: pyzor, family: IPv4, verdict: Open}                      | false
          {name: dcc, family: IPv4, verdict: Blocked}                     | false
          {name: dcc, family: IPv4, verdict: Open, doubt: Blocked lately} | false
          """)
  void a_path_is_open_where_its_row_says_so_without_a_doubt(String row, boolean open) {
    EsgInstanceStatus status = Instances.withStatus("paths: [%s]".formatted(row)).getStatus();
    assertThat(status.isOpen("dcc", Family.IPv4)).isEqualTo(open);
  }

  @Test
  void a_culprit_that_version_0_1_0_wrote_as_a_phrase_is_none() {
    EsgInstanceStatus status =
        Instances.withStatus("paths: [{name: dcc, culprit: the perimeter}]").getStatus();
    assertThat(status.paths()).singleElement().matches(row -> row.culprit() == null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: Policy, name: NetworkPolicy deny}           | NetworkPolicy deny                         | false
          {kind: PolicyAndNetwork, name: NetworkPolicy deny} | NetworkPolicy deny, and the network behind it | true
          {kind: Perimeter}                                  | the perimeter                              | true
          {kind: Service, name: gateway}                     | Service gateway                            | false
          """)
  void a_culprit_is_told_as_a_phrase(String culprit, String phrase, boolean beyond) {
    Culprit read =
        Instances.withStatus("paths: [{culprit: %s}]".formatted(culprit))
            .getStatus()
            .paths()
            .get(0)
            .culprit();
    assertThat(read.phrase()).isEqualTo(phrase);
    assertThat(read.liesBeyondTheCluster()).isEqualTo(beyond);
  }
}
