package io.esgoperator.reading;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.stream.Stream;

/** The containers that run as long as their pod does. */
public final class RunningContainers {
  private RunningContainers() {}

  /** Those of the pod, and the native sidecars among its init containers. */
  public static Stream<Container> of(PodSpec spec) {
    return Stream.concat(spec.getContainers().stream(), sidecars(spec));
  }

  /** The init containers that go on beside the others (kubernetes/kubernetes#127958). */
  public static Stream<Container> sidecars(PodSpec spec) {
    return spec.getInitContainers().stream()
        .filter(container -> "Always".equals(container.getRestartPolicy()));
  }
}
