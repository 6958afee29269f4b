package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import java.util.Comparator;

/** An instance in a list. */
record MatrixRow(EsgInstance instance, InstanceState state, long bad) {
  /** The instance that needs attention most comes first. */
  static final Comparator<MatrixRow> WORST_FIRST =
      Comparator.comparing(MatrixRow::state)
          .thenComparing(MatrixRow::bad, Comparator.reverseOrder())
          .thenComparing(MatrixRow::namespace)
          .thenComparing(MatrixRow::name);

  static MatrixRow of(EsgInstance instance) {
    EsgInstanceStatus status = instance.lastStatus();
    return new MatrixRow(
        instance,
        InstanceState.of(status),
        status.paths().stream().filter(row -> row.verdict().isBad()).count());
  }

  String namespace() {
    return instance.getMetadata().getNamespace();
  }

  String name() {
    return instance.getMetadata().getName();
  }

  EsgInstanceStatus status() {
    return instance.lastStatus();
  }

  /** The address of the instance's page. */
  String address() {
    return "/instances/" + namespace() + "/" + name();
  }

  Markup badge() {
    return Markup.of("<span class=\"badge %s\">%s</span>", state.cssClass(), state.words());
  }
}
