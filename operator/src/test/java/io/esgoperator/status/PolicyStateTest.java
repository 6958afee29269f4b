package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyStateTest {
  private static final List<String> BOTH =
      List.of("NetworkPolicy/esg-baseline", "CiliumNetworkPolicy/esg-baseline");

  @Test
  void a_remark_follows_what_was_written() {
    assertThat(PolicyState.applied("NetworkPolicy", "esg-gateway").remarking("More."))
        .isEqualTo(
            new PolicyState(
                PolicyState.Outcome.Applied,
                "NetworkPolicy esg-gateway opens the declared paths. More.",
                List.of("NetworkPolicy/esg-gateway")));
  }

  /** Field managers of a policy that is not the instance's, and what is said of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''         | no field manager is recorded
          helm       | written by helm
          a, b, c    | written by a, b, c
          a, b, c, d | written by a, b, c and 1 more
          """)
  void a_taken_name_names_its_writers_and_what_to_do(String managers, String said) {
    PolicyState state =
        PolicyState.taken(
            "NetworkPolicy",
            "esg-baseline",
            managers.isEmpty() ? List.of() : List.of(managers.split(", ")),
            BOTH);
    assertThat(state)
        .isEqualTo(
            new PolicyState(
                PolicyState.Outcome.PolicyRejected,
                "NetworkPolicy esg-baseline is not this EsgInstance's: it has neither its label nor its owner reference ("
                    + said
                    + "). It stays as it is. Rename one of the two, or delete the policy where nothing needs it.",
                List.of("CiliumNetworkPolicy/esg-baseline")));
  }

  @Test
  void a_predecessors_policy_is_waited_for_and_is_not_owned() {
    PolicyState state = PolicyState.ofPredecessor("NetworkPolicy", "esg-baseline", BOTH);
    assertThat(state.names()).containsExactly("CiliumNetworkPolicy/esg-baseline");
    assertThat(state.message())
        .isEqualTo(
            "NetworkPolicy esg-baseline belongs to a deleted EsgInstance of the same name. The operator writes its own as soon as Kubernetes' garbage collector has deleted that one.");
  }

  @Test
  void what_others_can_change_is_looked_at_again_and_what_stands_is_known() {
    assertThat(states())
        .extracting(PolicyState::isUpToOthers)
        .containsExactly(false, true, true, true, true, false, false);
    assertThat(states())
        .extracting(PolicyState::stands)
        .containsExactly(true, true, false, false, false, false, false);
  }

  @ParameterizedTest
  @CsvSource({"3, false", "4, true"})
  void three_differences_are_told_and_more_are_counted(int count, boolean counted) {
    List<String> differences =
        IntStream.range(0, count).mapToObj(number -> "opens port " + number).toList();
    assertThat(PolicyState.of("NetworkPolicy", "esg-a", differences, List.of()).message())
        .contains(
            "it opens port 0; it opens port 1; it opens port 2"
                + (counted ? "; and 1 more;" : ";"));
  }

  @Test
  void its_title_is_kind_and_name() {
    assertThat(PolicyState.applied("NetworkPolicy", "esg-a").title())
        .isEqualTo("NetworkPolicy esg-a");
  }

  private static List<PolicyState> states() {
    return List.of(
        PolicyState.applied("NetworkPolicy", "esg-a"),
        PolicyState.of("NetworkPolicy", "esg-a", List.of("opens more"), List.of()),
        PolicyState.taken("NetworkPolicy", "esg-a", List.of(), List.of()),
        PolicyState.ofPredecessor("NetworkPolicy", "esg-a", List.of()),
        PolicyState.rejected("no", List.of()),
        PolicyState.audited(),
        PolicyState.notServed("CiliumNetworkPolicy", List.of()));
  }
}
