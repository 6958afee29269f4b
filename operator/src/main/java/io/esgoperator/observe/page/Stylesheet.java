package io.esgoperator.observe.page;

import io.esgoperator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The style sheet that every page embeds. */
record Stylesheet(String css) {
  static Stylesheet load() throws IOException {
    try (InputStream file = Stylesheet.class.getResourceAsStream("page.css")) {
      return new Stylesheet(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Its hash for the Content-Security-Policy: the browser accepts no other style. */
  String source() {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(css)) + "'";
  }
}
