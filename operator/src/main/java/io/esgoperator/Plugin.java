package io.esgoperator;

/** The command line as a plugin of kubectl: {@code kubectl esg}. */
public final class Plugin {
  private Plugin() {}

  public static void main(String[] words) {
    Main.start(Program.PLUGIN, words);
  }
}
