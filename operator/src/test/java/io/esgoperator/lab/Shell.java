package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs one command and gives its output; a command that fails is an error that shows it. */
public final class Shell {
  private Shell() {}

  /**
   * How a command ended.
   *
   * @param output of both kinds
   */
  public record Outcome(int exitCode, String output) {}

  static String run(Map<String, String> environment, String... command) {
    Outcome outcome = attempt(environment, "", command);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          "%s: exit %d\n%s"
              .formatted(String.join(" ", command), outcome.exitCode(), outcome.output()));
    }
    return outcome.output();
  }

  public static String run(String... command) {
    return run(Map.of(), command);
  }

  /**
   * Runs a command that may fail.
   *
   * @param input a short text for its standard input
   */
  public static Outcome attempt(Map<String, String> environment, String input, String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      write(process, input);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  /** Starts a command that stays; what it says on standard error is shown. */
  static Process start(Map<String, String> environment, String... command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putAll(environment);
      return builder.start();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** A command that reads nothing may be gone already; its outcome says why. */
  private static void write(Process process, String input) {
    try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
      standardInput.write(input);
    } catch (IOException gone) {
      return;
    }
  }
}
