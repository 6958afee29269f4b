package io.esgoperator.check;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "render")
final class RenderCommand implements Callable<Integer> {
  RenderCommand(Console console) {}

  @Override
  public Integer call() {
    return 0;
  }
}
