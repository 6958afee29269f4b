package io.esgoperator;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Instances as a user would write them. */
public final class Instances {
  private Instances() {}

  public static EsgInstance sample(String name) {
    return read(Path.of("../config/samples", name + ".yaml"));
  }

  public static EsgInstance read(Path file) {
    try {
      return complete(Serialization.unmarshal(Files.readString(file), EsgInstance.class));
    } catch (IOException missing) {
      throw new IllegalStateException(file.toString(), missing);
    }
  }

  /** An instance with the given lines below {@code spec}. */
  public static EsgInstance withSpec(String spec) {
    return complete(
        Serialization.unmarshal(
            "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway}\nspec:\n"
                + ("podSelector: {matchLabels: {app: esg}}\n" + spec).indent(2),
            EsgInstance.class));
  }

  /** An instance with nothing but the given lines below {@code spec}. */
  public static EsgInstance withSelector(String spec) {
    return complete(
        Serialization.unmarshal(
            "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway}\nspec:\n"
                + spec.indent(2),
            EsgInstance.class));
  }

  /** The minimal sample with the given status. */
  public static EsgInstance withStatus(String status) {
    EsgInstance instance = sample("minimal");
    instance.setStatus(Serialization.unmarshal(status, EsgInstanceStatus.class));
    return instance;
  }

  private static EsgInstance complete(EsgInstance instance) {
    instance.getMetadata().setNamespace("mail");
    instance.getMetadata().setUid("6f0ab8a5-0000-4000-8000-000000000001");
    instance.getMetadata().setGeneration(1L);
    return instance;
  }
}
