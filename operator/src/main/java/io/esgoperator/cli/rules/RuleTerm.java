package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.netpol.world.Workload;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A property of workloads, such as {@code namespace=web,api}.
 *
 * @param isEach whether each of the values must fit; else one of them
 * @param isNegated whether what fits is left out
 */
record RuleTerm(List<Value> values, boolean isEach, boolean isNegated) {
  /**
   * One of the values.
   *
   * @param text what it names, in words
   * @param naming whether it names a workload; unknown where not all labels of that are known
   * @param isWanted false where the workload must be none that it names
   * @param isAnyValue whether it is a label of which any value counts
   */
  record Value(
      String text,
      BiFunction<Workload, Owners.Owner, Fit> naming,
      boolean isWanted,
      boolean isAnyValue) {
    static Value namespace(String name) {
      return new Value(
          "in namespace " + name,
          (workload, owner) -> Fit.of(name.equals(workload.namespace())),
          true,
          false);
    }

    /** A workload, or one of its pods; a null namespace is every one. */
    static Value workload(String namespace, String name) {
      return new Value(
          namespace == null ? name : namespace + "/" + name,
          (workload, owner) ->
              Fit.of(
                  (namespace == null || namespace.equals(workload.namespace()))
                      && (name.equals(workload.name()) || name.equals(owner.name()))),
          true,
          false);
    }

    /** A label; a null value is any one. */
    static Value label(String key, String value, boolean isWanted) {
      return new Value(
          "with label " + key + (value == null ? "" : "=" + value),
          (workload, owner) -> {
            String found = workload.labels().known().get(key);
            return found == null && workload.labels().isOpen(key)
                ? Fit.Unknown
                : Fit.of(found != null && (value == null || value.equals(found)));
          },
          isWanted,
          value == null);
    }

    Fit of(Workload workload, Owners.Owner owner) {
      Fit named = naming.apply(workload, owner);
      return isWanted ? named : named.not();
    }

    /** A label that no workload has may well be unwanted. */
    boolean isAbsence() {
      return isAnyValue && !isWanted;
    }
  }

  Fit of(Workload workload, Owners.Owner owner) {
    Stream<Fit> fits = values.stream().map(value -> value.of(workload, owner));
    Fit fit = isEach ? Fit.each(fits) : Fit.any(fits);
    return isNegated ? fit.not() : fit;
  }
}
