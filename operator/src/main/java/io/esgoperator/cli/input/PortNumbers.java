package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadManifestException;
import io.esgoperator.manifest.Manifest;
import io.esgoperator.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the port numbers of a manifest; the API server accepts 1 to 65535 only. */
final class PortNumbers {
  private static final Set<String> NAMES = Set.of("containerPort", "port", "targetPort", "endPort");
  private static final int HIGHEST = 65_535;

  private PortNumbers() {}

  /**
   * Checks every number in a field for a port.
   *
   * @throws BadManifestException when one is no port
   */
  static void refuseImpossible(Manifest manifest) throws BadManifestException {
    look(manifest, manifest.fields(), List.of());
  }

  private static void look(Manifest manifest, Tree tree, List<Object> path)
      throws BadManifestException {
    if (tree instanceof Tree.Fields fields) {
      for (var field : fields.fields().entrySet()) {
        look(manifest, field.getValue().value(), with(path, field.getKey()));
      }
    } else if (tree instanceof Tree.Items several) {
      for (int index = 0; index < several.items().size(); index++) {
        look(manifest, several.items().get(index), with(path, index));
      }
    } else if (tree.json().isIntegralNumber()
        && NAMES.contains(path.get(path.size() - 1))
        && !isPort(tree.json().asLong())) {
      throw new BadManifestException(
          manifest.place(path),
          "%s is no port: write a number from 1 to 65535.".formatted(path.get(path.size() - 1)));
    }
  }

  private static boolean isPort(long number) {
    return number >= 1 && number <= HIGHEST;
  }

  private static List<Object> with(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}
