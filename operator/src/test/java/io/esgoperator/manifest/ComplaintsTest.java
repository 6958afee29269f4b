package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.cli.input.ConnectionKinds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a value of another kind than Kubernetes' own types have. */
class ComplaintsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata: {name: {}}                                    | metadata.name is not a text (put it in quotes): write it so.
          metadata: {name: a, labels: [b]}                        | metadata.labels is not a mapping: write it so.
          metadata: {name: a}, spec: {selector: {}, template: {}, replicas: many} | spec.replicas is not a whole number: write it so.
          metadata: {name: a}, spec: {selector: {}, template: {}, paused: maybe} | spec.paused is not true or false: write it so.
          metadata: {name: a}, spec: {selector: {}, template: [b]} | spec.template is not a mapping: write it so.
          metadata: {name: a}, spec: {selector: {}, template: {spec: {containers: {}}}} | spec.template.spec.containers is not a list: write it so.
          """)
  void it_is_told_what_to_write(String fields, String sentence) {
    assertThatThrownBy(
            () ->
                new ManifestReading("mail", new ConnectionKinds())
                    .read(
                        new ManifestText(
                                "a.yaml",
                                "{apiVersion: apps/v1, kind: Deployment, %s}".formatted(fields))
                            .manifests()
                            .get(0)))
        .isInstanceOf(BadInputException.class)
        .hasMessage("a.yaml:1: " + sentence);
  }
}
