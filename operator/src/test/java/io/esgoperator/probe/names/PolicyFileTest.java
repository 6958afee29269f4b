package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.names.recursion.ZoneServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          version: STSv1/mode: enforce/mx: a.own/max_age: 86400       | -
          version: STSv1/mode: testing/mx: *.own/max_age: 1           | -
          version: STSv1/mode: none/max_age: 86400                    | -
          version:STSv1/mode:enforce/mx:a.own/max_age:86400/x: y: z   | -
          mode: enforce/mx: a.own/max_age: 86400                      | no version: STSv1
          version: STSv2/mode: enforce/mx: a.own/max_age: 86400       | no version: STSv1
          version: STSv1/mx: a.own/max_age: 86400                     | no mode
          version: STSv1/mode: on/mx: a.own/max_age: 86400            | no mode
          version: STSv1/mode: enforce/max_age: 86400                 | no mx
          version: STSv1/mode: enforce/mx: a.own                      | no max_age
          version: STSv1/mode: enforce/mx: a.own/max_age: long        | no max_age
          <html>                                                      | no version: STSv1
          """)
  void a_policy_has_all_its_parts(String lines, String fault) {
    assertThat(PolicyFile.fault(lines.replace("/", "\r\n")).orElse(null)).isEqualTo(fault);
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "a.own, a.own, true",
    "A.Own, a.oWN, true",
    "a.own, b.own, false",
    "*.own, a.own, true",
    "*.OWN, A.own, true",
    "*.own, own, false",
    "*.own, x.a.own, false",
    "*.a.own, x.a.own, true",
    "own, a.own, false",
  })
  void a_star_is_one_label(String pattern, String host, boolean named) {
    assertThat(
            new PolicyFile("enforce", List.of("other", pattern))
                .leftOut(List.of(ZoneServer.name(host)))
                .isEmpty())
        .isEqualTo(named);
  }
}
