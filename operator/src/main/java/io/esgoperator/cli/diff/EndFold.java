package io.esgoperator.cli.diff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Pairs of ends: each of some with each of others. */
record EndFold(BitSet from, BitSet to) {

  /**
   * Few folds that have all pairs and no others.
   *
   * @param pairs the second ends of each first one
   * @param isItself whether an end with itself is no pair, and may be among them for short
   */
  static List<EndFold> of(Map<Integer, BitSet> pairs, IntPredicate isItself) {
    List<EndFold> exact = shortest(pairs);
    List<EndFold> loose = shortest(withItself(pairs, isItself));
    return loose.size() < exact.size() ? loose : exact;
  }

  private static List<EndFold> shortest(Map<Integer, BitSet> pairs) {
    List<EndFold> byFirst = folds(pairs);
    if (byFirst.size() == 1) {
      return byFirst;
    }
    List<EndFold> bySecond =
        folds(turned(pairs)).stream().map(fold -> new EndFold(fold.to(), fold.from())).toList();
    return bySecond.size() < byFirst.size() ? bySecond : byFirst;
  }

  private static List<EndFold> folds(Map<Integer, BitSet> pairs) {
    Map<BitSet, BitSet> alike = new LinkedHashMap<>();
    pairs.forEach(
        (first, seconds) -> alike.computeIfAbsent(seconds, none -> new BitSet()).set(first));
    List<EndFold> folds = new ArrayList<>();
    alike.forEach((seconds, firsts) -> folds.add(new EndFold(firsts, seconds)));
    return folds;
  }

  private static Map<Integer, BitSet> turned(Map<Integer, BitSet> pairs) {
    Map<Integer, BitSet> turned = new TreeMap<>();
    pairs.forEach(
        (first, seconds) ->
            seconds.stream()
                .forEach(
                    second -> turned.computeIfAbsent(second, none -> new BitSet()).set(first)));
    return turned;
  }

  private static Map<Integer, BitSet> withItself(
      Map<Integer, BitSet> pairs, IntPredicate isItself) {
    BitSet seconds = new BitSet();
    pairs.values().forEach(seconds::or);
    Map<Integer, BitSet> more = new LinkedHashMap<>();
    pairs.forEach(
        (first, itsSeconds) -> {
          BitSet all = (BitSet) itsSeconds.clone();
          if (isItself.test(first) && seconds.get(first)) {
            all.set(first);
          }
          more.put(first, all);
        });
    return more;
  }
}
