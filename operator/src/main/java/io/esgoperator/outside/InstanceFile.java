package io.esgoperator.outside;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.esgoperator.api.v1alpha1.AdditionalPath;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.catalog.Durations;
import io.esgoperator.policy.DeclaredPaths;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An EsgInstance as kubectl writes it, YAML or JSON. No API server has looked at it yet.
 *
 * @param name of the file, or {@code -} for the standard input
 */
record InstanceFile(String name) {
  private static final String STANDARD_INPUT = "-";
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /**
   * Reads the spec.
   *
   * @throws BadInputException when there is none to read
   */
  EsgInstanceSpec spec(InputStream standardInput) throws BadInputException {
    String text = text(standardInput);
    GenericKubernetesResource resource =
        parse(() -> SERIALIZATION.unmarshal(text, GenericKubernetesResource.class));
    if (resource == null || resource.getKind() == null) {
      throw wrong("holds no resource");
    }
    if (!resource.getKind().equals("EsgInstance")) {
      throw wrong("holds a " + resource.getKind() + " and no EsgInstance");
    }
    // Of the spec alone: the status may be another version's.
    Object written = resource.getAdditionalProperties().get("spec");
    if (written == null) {
      throw wrong("holds an EsgInstance without a spec");
    }
    EsgInstanceSpec spec = parse(() -> SERIALIZATION.convertValue(written, EsgInstanceSpec.class));
    Optional<String> complaint = complaint(spec);
    if (complaint.isPresent()) {
      throw new BadInputException(shown() + complaint.get());
    }
    return spec;
  }

  /** What the API server would not have taken, and a probe could not work with. */
  private static Optional<String> complaint(EsgInstanceSpec spec) {
    if (!spec.additionalPaths().stream().allMatch(InstanceFile::isComplete)) {
      return Optional.of(
          " has an additional path without name, direction, protocol or port (1 to 65535): add it.");
    }
    Set<String> names = new HashSet<>();
    if (!DeclaredPaths.of(spec).stream().allMatch(path -> names.add(path.name()))) {
      return Optional.of(" has two paths of one name: give each a name of its own.");
    }
    Duration timeout = Durations.parse(spec.probe().timeout());
    return timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0
        ? Optional.of(" has a probe.timeout that is not 1s to 60s: write 5s for the default.")
        : Optional.empty();
  }

  private static boolean isComplete(AdditionalPath path) {
    return path.name() != null
        && path.direction() != null
        && path.protocol() != null
        && path.port() != null
        && path.port() > 0
        && path.port() <= 65_535;
  }

  private String text(InputStream standardInput) throws BadInputException {
    try {
      return name.equals(STANDARD_INPUT)
          ? new String(standardInput.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(name));
    } catch (NoSuchFileException missing) {
      throw wrong("does not exist");
    } catch (IOException unreadable) {
      throw wrong("cannot be read (" + unreadable.getMessage() + ")");
    }
  }

  /** Each of the parsers below has exceptions of its own; all of them are about the text. */
  private <T> T parse(Supplier<T> parsing) throws BadInputException {
    try {
      return parsing.get();
    } catch (RuntimeException unreadable) {
      throw wrong("is not an EsgInstance (" + reason(unreadable) + ")");
    }
  }

  /** Jackson's own words, without its where and how. */
  private static String reason(Exception unreadable) {
    String reason =
        unreadable.getCause() instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : unreadable.getMessage();
    return String.valueOf(reason).lines().findFirst().orElse("");
  }

  private BadInputException wrong(String what) {
    return new BadInputException(
        shown() + " " + what + ": write one with kubectl get esg NAME -o yaml.");
  }

  private String shown() {
    return name.equals(STANDARD_INPUT) ? "The standard input" : name;
  }
}
