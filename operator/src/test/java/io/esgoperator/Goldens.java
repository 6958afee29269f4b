package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Outputs as they are committed; {@code make generate} writes them anew. */
public final class Goldens {
  private Goldens() {}

  public static void compare(String name, String output) throws IOException {
    compare(Path.of("src/test/resources/golden", name), output);
  }

  public static void compare(Path golden, String output) throws IOException {
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, output);
    }
    assertThat(output).isEqualTo(Files.readString(golden));
  }
}
