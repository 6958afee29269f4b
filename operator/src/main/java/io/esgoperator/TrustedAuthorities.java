package io.esgoperator;

import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Writes this Java's authorities for probes; only the build of the image runs it. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /** Writes them to the folder. */
  public static void main(String[] folder) throws GeneralSecurityException, IOException {
    Trust.writeAuthorities(Path.of(folder[0]));
  }
}
