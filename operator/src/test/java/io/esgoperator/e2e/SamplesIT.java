package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user starts from works as it stands. */
@ExtendWith(LabExtension.class)
class SamplesIT {
  static Stream<Path> samples() throws IOException {
    return Files.list(Path.of("../config/samples")).sorted();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_taken_and_probed(Path sample, Lab lab) throws IOException {
    EsgInstance instance = Serialization.unmarshal(Files.readString(sample), EsgInstance.class);
    instance
        .getMetadata()
        .setNamespace(lab.namespace("sample-" + instance.getMetadata().getName(), Map.of()));
    lab.kubectl("-n", instance.getMetadata().getNamespace(), "apply", "-f", sample.toString());
    EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
    assertThat(status.paths())
        .hasSizeGreaterThanOrEqualTo(8)
        .noneMatch(row -> row.verdict() == Verdict.Tampered);
    assertThat(status.policies())
        .hasSize(instance.getMetadata().getName().endsWith("audit") ? 0 : 1);
    lab.delete(instance);
  }
}
