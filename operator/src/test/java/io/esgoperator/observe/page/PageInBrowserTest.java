package io.esgoperator.observe.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;

/**
 * The page as people meet it: served by the operator's own server, shown by a headless Chromium.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
class PageInBrowserTest {
  private static final int DESKTOP = 1_280;

  private PageServer server;
  private Browser browser;

  @BeforeAll
  void start() throws IOException {
    server = new PageServer(0, () -> Optional.of(Town.snapshot()));
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    browser.prefer("light");
    browser.complaints();
    browser.requests();
  }

  @Test
  void the_matrix_can_be_read_by_its_words() {
    browser.open(address("/"), DESKTOP);
    assertThat(texts("table.matrix thead th"))
        .startsWith("Instance", "State", "dns-udp\nUDP 53 out", "dns-tcp\nTCP 53 out")
        .endsWith("openpgp\nTCP 11371 out", "others");
    assertThat(texts("table.matrix tbody tr:nth-child(5) > *"))
        .containsExactly(
            "gateway\nfinance",
            "Degraded\n11/12 open",
            "Open",
            "Open",
            "Blocked\nIPv6, 6\u00a0h",
            "Open",
            "Open",
            "Open",
            "Open",
            "Open",
            "Open",
            "Open",
            "–\nnot declared",
            "–\nnot declared",
            "–\nnot declared",
            "Open",
            "Open",
            "–\nnot declared",
            "–\nnot declared");
  }

  @Test
  void a_closed_path_leads_to_its_evidence_advice_and_history() {
    browser.open(address("/"), DESKTOP);
    browser.driver().findElement(By.cssSelector("a[href='/instances/campus/esg#pyzor']")).click();
    assertThat(browser.driver().getCurrentUrl()).isEqualTo(address("/instances/campus/esg#pyzor"));
    assertThat(texts(".paths tr:target > *").toString())
        .contains(
            "Blocked",
            "2026-02-25 09:30:10",
            "public.pyzor.org did not answer (6 tries).",
            "NetworkPolicy campus-egress",
            "let NetworkPolicy campus-egress open the port",
            "Pyzor is not used for the email analysis");
    browser.driver().findElement(By.cssSelector(".paths tr:target summary")).click();
    assertThat(
            browser.driver().findElement(By.cssSelector(".paths tr:target details li")).getText())
        .contains("Blocked (NoAnswer)");
  }

  @ParameterizedTest
  @CsvSource({"/, 1280", "/, 390", "/instances/campus/esg, 1280", "/instances/campus/esg, 390"})
  void the_page_is_never_wider_than_its_window(String path, int width) {
    browser.open(address(path), width);
    assertThat(browser.ask("document.documentElement.clientWidth")).isEqualTo((long) width);
    assertThat(browser.ask("document.documentElement.scrollWidth")).isEqualTo((long) width);
  }

  @ParameterizedTest
  @CsvSource({
    "/, light",
    "/, dark",
    "/instances/branch-oslo/esg, light",
    "/instances/branch-oslo/esg, dark"
  })
  void axe_finds_no_accessibility_fault(String path, String scheme) {
    browser.prefer(scheme);
    browser.open(address(path), DESKTOP);
    assertThat(browser.ask("getComputedStyle(document.body).backgroundColor"))
        .isEqualTo(scheme.equals("dark") ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)");
    assertThat(browser.barriers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/", "/instances/campus/esg"})
  void it_asks_for_nothing_but_itself_and_breaks_no_rule_of_its_own(String path) {
    browser.open(address(path), DESKTOP);
    assertThat(browser.requests())
        .contains(address(path))
        .allMatch(asked -> asked.equals(address(path)) || asked.equals("data:,"));
    assertThat(browser.complaints()).isEmpty();
  }

  private String address(String path) {
    return "http://localhost:" + server.port() + path;
  }

  @SuppressWarnings("unchecked")
  private List<String> texts(String selector) {
    return (List<String>)
        browser.ask("[...document.querySelectorAll('" + selector + "')].map(one => one.innerText)");
  }
}
