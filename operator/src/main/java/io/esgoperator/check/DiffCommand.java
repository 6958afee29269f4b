package io.esgoperator.check;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "diff")
final class DiffCommand implements Callable<Integer> {
  DiffCommand(Console console) {}

  @Override
  public Integer call() {
    return 0;
  }
}
