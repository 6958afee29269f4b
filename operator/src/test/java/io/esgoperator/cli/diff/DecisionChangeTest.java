package io.esgoperator.cli.diff;

import static io.esgoperator.netpol.world.Decision.Allowed;
import static io.esgoperator.netpol.world.Decision.Denied;
import static io.esgoperator.netpol.world.Decision.Unclear;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionChangeTest {
  @Test
  void what_opens_comes_first_then_what_closes_then_the_doubts() {
    assertThat(
            Stream.of(
                    new DecisionChange(Unclear, Allowed),
                    new DecisionChange(Allowed, Unclear),
                    new DecisionChange(Allowed, Denied),
                    new DecisionChange(Denied, Allowed))
                .sorted())
        .map(DecisionChange::toString)
        .containsExactly("opens", "closes", "unclear to allowed", "allowed to unclear");
  }
}
