package io.esgoperator.observe.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes the README's pictures of the page: {@code make picture}. */
final class Pictures {
  private static final int WIDTH = 1_280;

  private Pictures() {}

  /** Writes page.png and page-instance.png into the given folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (PageServer server = new PageServer(0, () -> Optional.of(Town.snapshot()));
        Browser browser = new Browser()) {
      String address = "http://localhost:" + server.port();
      take(browser, address, 960, folder.resolve("page.png"));
      take(
          browser,
          address + "/instances/branch-oslo/esg",
          760,
          folder.resolve("page-instance.png"));
    }
  }

  private static void take(Browser browser, String address, int most, Path file)
      throws IOException {
    browser.open(address, WIDTH);
    List<String> complaints = browser.complaints();
    if (!complaints.isEmpty()) {
      throw new IllegalStateException(address + " is no picture to show: " + complaints);
    }
    Files.write(file, browser.picture(WIDTH, most));
  }
}
