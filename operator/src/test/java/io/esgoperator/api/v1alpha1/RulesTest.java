package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Annotations take only constants, so the rules repeat the catalogue's names. */
class RulesTest {
  @Test
  void no_additional_path_may_have_a_name_of_the_catalogue() {
    assertThat(Rules.PATH_NAME_IS_FREE).isEqualTo("!(self in " + names(path -> true) + ")");
  }

  @Test
  void every_outbound_path_of_the_catalogue_may_have_targets() {
    assertThat(Rules.TARGETS_NAME_PATHS)
        .contains("path in " + names(path -> path.direction() == Direction.Outbound) + " ||");
  }

  @Test
  void every_inbound_path_of_the_catalogue_may_expect_a_proxy_header() {
    assertThat(Rules.PROXY_PROTOCOL_NAMES_PATHS)
        .contains("path in " + names(path -> path.direction() == Direction.Inbound) + " ||");
  }

  private static String names(Predicate<Path> chosen) {
    return Catalogue.PATHS.stream()
        .filter(chosen)
        .map(path -> "'" + path.name() + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
