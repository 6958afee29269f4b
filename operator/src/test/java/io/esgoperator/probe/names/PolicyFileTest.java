package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.names.recursion.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;

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
          version: STSv1/mode: enforce/mx: a.own                      | no max_age of 31,557,600 seconds at most
          version: STSv1/mode: enforce/mx: a.own/max_age: long        | no max_age of 31,557,600 seconds at most
          version: STSv1/mode: enforce/mx: a.own/max_age: -1          | no max_age of 31,557,600 seconds at most
          version: STSv1/mode: enforce/mx: a.own/max_age: 31557600    | -
          version: STSv1/mode: enforce/mx: a.own/max_age: 31557601    | no max_age of 31,557,600 seconds at most
          version: STSv1/mode: enforce/mx: a.own/max_age: 99999999999 | no max_age of 31,557,600 seconds at most
          version: STSv1/mode: enforce/mx: a.own/max_age: 9/max_age: x| -
          version: STSv1/mode: enforce/mx: a.own/max_age: x/max_age: 9| no max_age of 31,557,600 seconds at most
          version: STSv1/version: STSv2/mode: enforce/mx: a.own/max_age: 9 | -
          version: STSv1/mode: testing/mode: on/mx: a.own/max_age: 9  | -
          version: STSv1/mode: enforce/mx: a.own/max_age: 9///        | -
          Version: STSv1/mode: enforce/mx: a.own/max_age: 9           | no version: STSv1
          version: STSv1/mode: enforce/MX: a.own/max_age: 9           | no mx
          <html>                                                      | no version: STSv1
          """)
  void a_policy_has_all_its_parts(String lines, String fault) {
    assertThat(PolicyFile.fault(lines.replace("/", "\r\n")).orElse(null)).isEqualTo(fault);
  }

  @Test
  void lines_may_end_without_a_return() {
    assertThat(PolicyFile.fault("version: STSv1\nmode: enforce\nmx: a.own\nmax_age: 9\n\n"))
        .isEmpty();
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
    "*, own, false",
  })
  void a_star_is_one_label(String pattern, String host, boolean named) {
    assertThat(
            new PolicyFile("enforce", List.of("other", pattern))
                .leftOut(List.of(ZoneServer.name(host)))
                .isEmpty())
        .isEqualTo(named);
  }

  @Test
  void thousands_of_hosts_and_patterns_cost_no_time() {
    List<Name> hosts = names(4_000).map(ZoneServer::name).toList();
    PolicyFile policy = new PolicyFile("enforce", names(9_000).map("*.*."::concat).toList());
    assertThat(CompletableFuture.supplyAsync(() -> policy.leftOut(hosts)))
        .succeedsWithin(Duration.ofSeconds(2))
        .isEqualTo(hosts);
  }

  private static Stream<String> names(int count) {
    return IntStream.range(0, count).mapToObj("h%d.own"::formatted);
  }
}
