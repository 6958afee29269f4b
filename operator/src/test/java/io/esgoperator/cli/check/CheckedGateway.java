package io.esgoperator.cli.check;

import io.esgoperator.cli.Run;

/** What {@code check} says of a gateway of the pods app=esg, and of objects beside it. */
final class CheckedGateway {
  static final String YAML = with("");

  private CheckedGateway() {}

  static Run beside(String... objects) {
    return on(YAML, objects);
  }

  /** Of one with more fields of its spec, in YAML that begins with a comma. */
  static Run withMore(String fields, String... objects) {
    return on(with(fields), objects);
  }

  private static String with(String fields) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail}
        spec: {podSelector: {matchLabels: {app: esg}}%s}
        """
        .formatted(fields);
  }

  private static Run on(String gateway, String... objects) {
    return Run.on(gateway + "---\n" + String.join("---\n", objects), "check", "-");
  }
}
