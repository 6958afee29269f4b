package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Manifest;
import io.esgoperator.manifest.Tree;
import java.util.Optional;
import java.util.Set;

/** Checks the port numbers of a manifest; the API server accepts 1 to 65535 only. */
final class PortNumbers {
  private static final Set<String> NAMES = Set.of("containerPort", "port", "targetPort", "endPort");
  private static final int HIGHEST = 65_535;

  private PortNumbers() {}

  /**
   * Checks every number in a field for a port.
   *
   * @throws BadInputException when one is no port
   */
  static void refuseImpossible(Manifest manifest) throws BadInputException {
    Optional<Manifest.Part> impossible =
        manifest.parts().filter(PortNumbers::isImpossible).findFirst();
    if (impossible.isPresent()) {
      throw new BadInputException(
          manifest.place(impossible.get().path()),
          "%s is no port: write a number from 1 to 65535.".formatted(impossible.get().name()));
    }
  }

  private static boolean isImpossible(Manifest.Part part) {
    return part.tree() instanceof Tree.Scalar number
        && number.json().isIntegralNumber()
        && NAMES.contains(part.name())
        && (number.json().asLong() < 1 || number.json().asLong() > HIGHEST);
  }
}
