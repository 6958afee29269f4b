package io.esgoperator.operator.rounds;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that the container ran the intended program. Additions by webhooks, such as variables and
 * mounts, and a registry mirror do not change the program.
 *
 * @param asked in the Job's template
 * @param found in the pod
 */
record ProbeContainer(Container asked, Container found) {
  private static final String TERMINATION_LOG = "/dev/termination-log";

  /** The difference, in words that follow "its container". */
  Optional<String> change() {
    return Stream.of(
            changed("image", image(asked.getImage()), imageAsAsked()),
            changed("command", asked.getCommand(), found.getCommand()),
            changed("arguments", asked.getArgs(), found.getArgs()),
            changed(ProbeJobs.PLAN, plan(asked), plan(found)),
            changed("lifecycle", asked.getLifecycle(), found.getLifecycle()),
            changed("terminationMessagePath", message(asked), message(found)))
        .flatMap(Optional::stream)
        .findFirst()
        .map("its container has another %s than the operator asked for"::formatted);
  }

  /** Some webhooks write the digest in the place of the tag. */
  private String imageAsAsked() {
    String wanted = image(asked.getImage());
    String standing = image(found.getImage());
    boolean isByDigest = found.getImage() != null && found.getImage().contains("@");
    return isByDigest && wanted.startsWith(standing + ":") ? wanted : standing;
  }

  private static Optional<String> changed(String what, Object asked, Object found) {
    return Objects.equals(asked, found) ? Optional.empty() : Optional.of(what);
  }

  /** Drops registry and folder, which a mirror changes, and the digest, which it adds. */
  private static String image(String image) {
    return Optional.ofNullable(image)
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .map(name -> name.indexOf('@') < 0 ? name : name.substring(0, name.indexOf('@')))
        .orElse("");
  }

  private static List<String> plan(Container container) {
    return container.getEnv().stream()
        .filter(variable -> ProbeJobs.PLAN.equals(variable.getName()))
        .map(EnvVar::getValue)
        .toList();
  }

  private static String message(Container container) {
    return Optional.ofNullable(container.getTerminationMessagePath()).orElse(TERMINATION_LOG);
  }
}
