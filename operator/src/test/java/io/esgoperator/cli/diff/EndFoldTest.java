package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pairs of ends that one line tells. */
class EndFoldTest {
  private static BitSet ends(int... numbers) {
    BitSet ends = new BitSet();
    IntStream.of(numbers).forEach(ends::set);
    return ends;
  }

  private static List<EndFold> folds(Map<Integer, BitSet> pairs, boolean isItself) {
    return EndFold.of(new TreeMap<>(pairs), end -> isItself);
  }

  @Test
  void first_ends_with_the_same_second_ones_are_one_fold() {
    assertThat(folds(Map.of(0, ends(2, 3), 1, ends(2, 3)), false))
        .containsExactly(new EndFold(ends(0, 1), ends(2, 3)));
  }

  @Test
  void the_way_that_needs_fewer_folds_is_taken() {
    assertThat(folds(Map.of(0, ends(3), 1, ends(3, 4), 2, ends(4)), false))
        .containsExactly(new EndFold(ends(0, 1), ends(3)), new EndFold(ends(1, 2), ends(4)));
  }

  @Test
  void an_end_stands_on_both_sides_where_it_is_no_pair_with_itself() {
    Map<Integer, BitSet> all = Map.of(0, ends(1, 2), 1, ends(0, 2), 2, ends(0, 1));
    assertThat(folds(all, true)).containsExactly(new EndFold(ends(0, 1, 2), ends(0, 1, 2)));
    assertThat(folds(all, false)).hasSize(3);
  }

  @Test
  void an_end_is_not_paired_with_itself_where_that_saves_no_fold() {
    assertThat(folds(Map.of(0, ends(1), 1, ends(2)), true))
        .containsExactly(new EndFold(ends(0), ends(1)), new EndFold(ends(1), ends(2)));
  }

  @Test
  void an_end_that_no_pair_leads_to_is_not_added() {
    assertThat(folds(Map.of(0, ends(2), 1, ends(2)), true))
        .containsExactly(new EndFold(ends(0, 1), ends(2)));
  }
}
