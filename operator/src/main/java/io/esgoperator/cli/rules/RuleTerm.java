package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.Workload;
import java.util.List;
import java.util.Optional;

/**
 * A property of workloads, such as {@code namespace=web,api}.
 *
 * @param isEach whether each of the values must fit; else one of them
 * @param isNegated whether what fits is left out
 */
record RuleTerm(List<Value> values, boolean isEach, boolean isNegated) {

  /** One of the values. */
  sealed interface Value {
    Fit of(Workload workload, Owners.Owner owner);

    /** What it wants of a workload, in words. */
    String text();
  }

  record Namespace(String name) implements Value {
    @Override
    public Fit of(Workload workload, Owners.Owner owner) {
      return Fit.of(name.equals(workload.namespace()));
    }

    @Override
    public String text() {
      return "in namespace " + name;
    }
  }

  /**
   * A workload, or one of its pods.
   *
   * @param namespace null for every one
   */
  record Name(String namespace, String name) implements Value {
    @Override
    public Fit of(Workload workload, Owners.Owner owner) {
      return Fit.of(
          (namespace == null || namespace.equals(workload.namespace()))
              && (name.equals(workload.name()) || name.equals(owner.name())));
    }

    @Override
    public String text() {
      return namespace == null ? name : namespace + "/" + name;
    }
  }

  /**
   * A label.
   *
   * @param value null for any one
   */
  record Label(String key, String value) implements Value {
    @Override
    public Fit of(Workload workload, Owners.Owner owner) {
      Labels labels = workload.labels();
      return Optional.ofNullable(labels.known().get(key))
          .map(found -> Fit.of(value == null || value.equals(found)))
          .orElse(labels.isOpen(key) ? Fit.Unknown : Fit.No);
    }

    @Override
    public String text() {
      return "with label " + key + (value == null ? "" : "=" + value);
    }
  }

  /** What a value does not want. */
  record Not(Value value) implements Value {
    @Override
    public Fit of(Workload workload, Owners.Owner owner) {
      return value.of(workload, owner).not();
    }

    @Override
    public String text() {
      return value.text();
    }
  }

  Fit of(Workload workload, Owners.Owner owner) {
    List<Fit> fits = values.stream().map(value -> value.of(workload, owner)).toList();
    Fit fit = isEach ? Fit.each(fits) : Fit.any(fits);
    return isNegated ? fit.not() : fit;
  }
}
