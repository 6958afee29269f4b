package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import java.util.Comparator;
import java.util.Optional;

/** An instance in a list. */
record Listed(EsgInstance instance, Standing standing, long bad) {
  /** The instance that needs attention most comes first. */
  static final Comparator<Listed> WORST_FIRST =
      Comparator.comparing(Listed::standing)
          .thenComparing(Listed::bad, Comparator.reverseOrder())
          .thenComparing(Listed::namespace)
          .thenComparing(Listed::name);

  static Listed of(EsgInstance instance) {
    EsgInstanceStatus status = statusOf(instance);
    return new Listed(
        instance,
        Standing.of(status),
        status.paths().stream().filter(row -> row.verdict().isBad()).count());
  }

  String namespace() {
    return instance.getMetadata().getNamespace();
  }

  String name() {
    return instance.getMetadata().getName();
  }

  EsgInstanceStatus status() {
    return statusOf(instance);
  }

  private static EsgInstanceStatus statusOf(EsgInstance instance) {
    return Optional.ofNullable(instance.getStatus()).orElseGet(EsgInstanceStatus::empty);
  }

  /** The address of the instance's page. */
  String address() {
    return "/instances/" + namespace() + "/" + name();
  }

  Markup badge() {
    return Markup.of("<span class=\"badge %s\">%s</span>", standing.tone(), standing.words());
  }
}
