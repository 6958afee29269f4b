package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.observe.page.Browser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectivityPictureTest {
  private static final String HOSTILE =
      "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>\u202e@LIBRARY@&quot;";

  @TempDir Path folder;

  private static ConnectivityReport report(String name, int rows) {
    ConnectivityRow row =
        new ConnectivityRow(
            new LineEnd(name, "Pod " + name, List.of()),
            new LineEnd(null, "outside " + name, List.of(Cidr.parse("192.0.2.0/24"))),
            List.of(Family.IPv4),
            Decision.Unclear,
            List.of(new PortSpan(Protocol.TCP, PortRange.EVERY, Decision.Unclear)),
            "because of " + name,
            false);
    return new ConnectivityReport(Collections.nCopies(rows, row), List.of(), 0, rows, 0, "");
  }

  static JsonNode json(String page) throws IOException {
    Matcher data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"report\">(.*?)</script>", Pattern.DOTALL)
            .matcher(page);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  @Test
  void a_page_has_a_box_a_namespace_and_an_edge_a_line() throws IOException {
    Run run = Run.of("connectivity", "../docs/connectivity", "-o", "html");
    assertThat(run.exitCode()).isZero();
    JsonNode elements = json(run.out()).path("elements");
    assertThat(elements)
        .filteredOn(element -> element.at("/data").has("source"))
        .hasSize(12)
        .filteredOn(element -> element.path("classes").asText().equals("unclear"))
        .hasSize(4);
    assertThat(elements)
        .filteredOn(
            element ->
                List.of("mail", "office", "shop").contains(element.at("/data/label").asText()))
        .hasSize(3);
    assertThat(json(run.out()).path("rows")).hasSize(12);
  }

  @Test
  void the_page_runs_its_own_scripts_and_loads_nothing() throws Exception {
    String page = ConnectivityPicture.write(report("a", 1));
    assertThat(page).contains("default-src 'none'").matches("[\\x20-\\x7e\\s]*");
    Matcher scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
    int count = 0;
    while (scripts.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      count++;
    }
    assertThat(count).isEqualTo(2);
  }

  @Test
  void a_hostile_name_is_a_text_and_nothing_else() throws Exception {
    String plain = ConnectivityPicture.write(report("a", 1));
    String page = ConnectivityPicture.write(report(HOSTILE, 1));
    assertThat(page.split("<", -1)).hasSameSizeAs(plain.split("<", -1));
    assertThat(page).doesNotContain("onerror=alert(1)>", "\u202e");
    assertThat(json(page).at("/rows/0/0").asText())
        .isEqualTo("Pod " + HOSTILE.replace("\u202e", "\\u202e"));
  }

  @Test
  void a_browser_draws_it_without_complaint() throws Exception {
    Path file = folder.resolve("picture.html");
    Files.writeString(file, ConnectivityPicture.write(report(HOSTILE, 3)));
    try (Browser browser = new Browser()) {
      browser.open(file.toUri().toString(), 1200);
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).containsOnly(file.toUri().toString());
      assertThat(browser.ask("document.title")).isEqualTo("Which workloads reach which");
      assertThat(browser.ask("document.querySelectorAll('#picture canvas').length > 0"))
          .isEqualTo(true);
      assertThat(browser.ask("picture.nodes().length + ' ' + picture.edges().length"))
          .isEqualTo("3 3");
      assertThat(browser.ask("document.querySelectorAll('#rows tr').length")).isEqualTo(3L);
      assertThat(browser.ask("document.querySelectorAll('img, #rows script').length"))
          .isEqualTo(0L);
    }
  }

  @Test
  void too_many_lines_are_refused() throws Exception {
    assertThat(json(ConnectivityPicture.write(report("a", 1_000))).path("rows")).hasSize(1_000);
    assertThat(
            catchThrowableOfType(
                BadInputException.class, () -> ConnectivityPicture.write(report("a", 1_001))))
        .hasMessage(
            "--format: 1001 lines are too many for a picture: ask for 1000 at most, by --from, --to or --port.");
  }
}
