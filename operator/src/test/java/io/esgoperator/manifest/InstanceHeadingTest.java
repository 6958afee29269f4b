package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.manifest.kind.FieldFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server said to each of these, with {@code fieldValidation=Strict}. */
class InstanceHeadingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          metadata: {name: gateway}, spce: {}                      | spce is no field there: write one of apiVersion, kind, metadata, spec, status.
          metadata: {name: gateway, label: {a: b}}                 | metadata.label is no field there: write one of annotations, creationTimestamp, deletionGracePeriodSeconds, deletionTimestamp, finalizers, generateName, generation, labels, managedFields, name, namespace, ownerReferences, resourceVersion, selfLink, uid.
          metadata: {name: Gateway}                                | metadata.name is no name: write lower-case letters, digits, dashes and dots, such as gateway.
          metadata: {name: gateway, namespace: mail.edge}          | metadata.namespace is no name: write lower-case letters, digits and dashes, 63 at most, such as mail.
          metadata: {name: gateway, labels: {"a b": c}}            | metadata.labels.a b is no label's key: write it like app or example.com/app.
          metadata: {name: gateway, labels: {Example.com/a: c}}    | metadata.labels.Example.com/a is no label's key: write it like app or example.com/app.
          metadata: {name: gateway, labels: {a: b c}}              | metadata.labels.a is no label's value: write letters, digits, dashes, dots and underscores, 63 at most, such as mail-gateway.
          metadata: {name: gateway, annotations: {a/b/c: d}}       | metadata.annotations.a/b/c is no annotation's key: write it like note or example.com/note.
          """)
  void is_refused(String fields, String sentence) throws BadInputException {
    assertThat(complaint(fields)).contains(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata: {name: gateway, namespace: mail}, spec: {}, status: {nosuch: 1}",
        "metadata: {name: gateway.edge, labels: {app: esg, example.com/a: ~}, annotations: {Example.com/a: any text}}",
        "spec: {}",
        "metadata: {name: \"\"}"
      })
  void is_taken_or_told_elsewhere(String fields) throws BadInputException {
    assertThat(complaint(fields)).isEmpty();
  }

  @Test
  void lengths_end_where_they_do_for_the_api_server() throws BadInputException {
    assertThat(complaint("metadata: {name: %s}".formatted("a".repeat(253)))).isEmpty();
    assertThat(complaint("metadata: {name: %s}".formatted("a".repeat(254)))).isPresent();
    assertThat(complaint("metadata: {name: a, namespace: %s}".formatted("a".repeat(63)))).isEmpty();
    assertThat(complaint("metadata: {name: a, namespace: %s}".formatted("a".repeat(64))))
        .isPresent();
    assertThat(complaint("metadata: {name: a, labels: {a: %s}}".formatted("a".repeat(63))))
        .isEmpty();
    assertThat(complaint("metadata: {name: a, labels: {a: %s}}".formatted("a".repeat(64))))
        .isPresent();
  }

  private static Optional<String> complaint(String fields) throws BadInputException {
    String text = "{apiVersion: esg-operator.io/v1alpha1, kind: EsgInstance, %s}".formatted(fields);
    return InstanceHeading.complaint(new ManifestText("a.yaml", text).manifests().get(0).fields())
        .map(FieldFault::sentence);
  }
}
