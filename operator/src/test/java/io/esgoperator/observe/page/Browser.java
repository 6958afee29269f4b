package io.esgoperator.observe.page;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.InstalledProgram;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that remembers what it complained of and what it asked for. */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriver driver;

  public Browser() {
    ChromeOptions options = new ChromeOptions();
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(InstalledProgram.called("chromedriver").toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  /** Shows an address in a window of that width, in CSS pixels. */
  public void open(String address, int width) {
    size(width, 900);
    driver.get(address);
  }

  private void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * Has pages in light or dark from now on.
   *
   * @param scheme light or dark
   */
  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  ChromeDriver driver() {
    return driver;
  }

  /** What a script says of the page; the page itself has none. */
  public Object ask(String script) {
    return driver.executeScript("return " + script);
  }

  /** Errors and broken rules of the Content-Security-Policy since the last call. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that pages asked for since the last call. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> parsed(entry).at("/message"))
        .filter(event -> event.at("/method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  private static JsonNode parsed(LogEntry entry) {
    try {
      return JSON.readTree(entry.getMessage());
    } catch (JsonProcessingException notOfChromium) {
      throw new IllegalStateException(notOfChromium);
    }
  }

  /** Accessibility faults that axe-core finds with all of its rules. */
  List<String> barriers() {
    return new AxeBuilder()
        .analyze(driver).getViolations().stream()
            .flatMap(rule -> rule.getNodes().stream().map(node -> told(rule) + node.getHtml()))
            .toList();
  }

  private static String told(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + ": ";
  }

  /**
   * The page that is open as a PNG, from its top to its end.
   *
   * @param width in CSS pixels
   * @param most height, in CSS pixels
   */
  public byte[] picture(int width, int most) {
    long height = ((Number) ask("document.documentElement.scrollHeight")).longValue();
    size(width, (int) Math.min(height, most));
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
