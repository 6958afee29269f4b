package io.esgoperator.observe.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
