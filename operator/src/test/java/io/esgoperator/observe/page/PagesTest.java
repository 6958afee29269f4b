package io.esgoperator.observe.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Goldens;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.model.Catalogue;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final Pattern ROW = Pattern.compile("<th scope=\"row\"><a href=\"([^\"]+)\">");

  private final Pages pages = new Pages(new HtmlDocument(new Stylesheet("/* page.css */")));

  @Test
  void the_matrix_is_as_committed() throws IOException {
    Goldens.compare("page.matrix.html", answer("/", null).body());
  }

  @Test
  void an_instance_is_as_committed() throws IOException {
    Goldens.compare("page.instance.html", answer("/instances/campus/esg", null).body());
  }

  @Test
  void an_instance_that_came_and_went_shows_its_history() {
    assertThat(answer("/instances/mail/gateway", null).body())
        .contains("History: 2 changes", "<b>Open</b> (Answered)", "<b>Blocked</b> (NoAnswer)");
  }

  @Test
  void an_instance_without_a_status_has_a_page() {
    assertThat(answer("/instances/onboarding/gateway", null).body())
        .contains("None is known yet.", "There was none yet.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/instances/branch-lyon/esg"})
  void what_a_server_said_is_never_markup(String path) {
    String evil = "</td><script>alert(1)</script><img src=x onerror=alert(2)>";
    String body = answer(path, null, saying(evil)).body();
    assertThat(body).doesNotContain("<script", "<img");
    if (!path.equals("/")) {
      assertThat(body).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
  }

  /** A snapshot in which every message, target and name of a policy is the given text. */
  private static Snapshot saying(String text) {
    return Town.snapshot(
        Town.snapshot().instances().stream()
            .map(Serialization::asJson)
            .map(json -> json.replaceAll(": ?\"[^\"]* [^\"]*\"", ":\"" + text + "\""))
            .map(json -> Serialization.unmarshal(json, EsgInstance.class))
            .toList());
  }

  @Test
  void the_worst_is_on_top_and_a_ready_one_at_the_end() {
    assertThat(rows(answer("/", null).body()))
        .startsWith("/instances/branch-lyon/esg", "/instances/campus/esg")
        .endsWith("/instances/lab/esg-test", "/instances/mail/gateway");
  }

  @Test
  void a_thousand_instances_are_shown_once_each_in_ten_pages() {
    Snapshot crowd = crowd(1_000);
    List<String> bodies =
        IntStream.rangeClosed(1, 10)
            .mapToObj(page -> answer("/", "page=" + page, crowd).body())
            .toList();
    assertThat(bodies).allMatch(body -> rows(body).size() == 100 && body.length() < 300_000);
    assertThat(bodies.stream().flatMap(body -> rows(body).stream())).doesNotHaveDuplicates();
    assertThat(bodies.get(9)).contains("href=\"/?page=10\" aria-current=\"page\"");
  }

  @Test
  void paths_of_other_vendors_share_a_column_however_many_there_are() {
    assertThat(Pattern.compile("<th scope=\"col\">").matcher(answer("/", null).body()).results())
        .as("instance, state, the paths, others")
        .hasSize(Catalogue.PATHS.size() + 3);
  }

  @Test
  void a_column_tells_the_ports_of_relays_too() {
    EsgInstance relayed =
        Instances.withStatus(
            "paths: [{name: smtp-out, family: IPv4, port: 587, verdict: Open, message: 220 relay}]");
    EsgInstance direct =
        Instances.withStatus(
            "paths: [{name: smtp-out, family: IPv4, verdict: Open, message: 220 mx}]");
    direct.getMetadata().setName("direct");
    assertThat(answer("/", null, Town.snapshot(List.of(relayed, direct))).body())
        .contains("smtp-out<small>TCP 25, 587 out</small>");
  }

  @Test
  void a_cell_names_the_family_where_only_one_is_closed() {
    assertThat(answer("/", null).body())
        .contains(
            "<a class=\"bad\" href=\"/instances/finance/gateway#smtp-out\">Blocked<small>IPv6, 6\u00a0h</small></a>");
  }

  @Test
  void a_doubt_is_said_beside_the_verdict_that_stands() {
    assertThat(answer("/", null).body()).contains("#dns-tcp\">Open<small>in doubt</small></a>");
  }

  @Test
  void a_cache_that_does_not_follow_any_more_is_said_to_be_out_of_date() {
    Snapshot town = Town.snapshot();
    Snapshot stale = new Snapshot(town.instances(), town.taken(), false, town.process());
    assertThat(answer("/", null, stale).body()).contains("Out of date.");
    assertThat(answer("/", null).body()).doesNotContain("Out of date.");
  }

  @Test
  void without_instances_the_page_says_so() {
    assertThat(answer("/", null, Town.snapshot(List.of())).body())
        .contains("No EsgInstance is declared");
  }

  @ParameterizedTest
  @CsvSource({
    "/favicon.ico,",
    "/instances,",
    "/instances/mail,",
    "/instances/mail/nobody,",
    "/instances/mail/gateway/,",
    "/,page=0",
    "/,page=2",
    "/,page=x",
    "/,page=99999999999"
  })
  void what_there_is_not_is_not_found_and_the_answer_says_where_to_look(String path, String query) {
    Response answer = answer(path, query);
    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.body()).startsWith("There is no such ");
  }

  @Test
  void before_the_caches_are_full_nothing_is_shown() {
    Response answer = pages.answer("/", null, Optional.empty());
    assertThat(answer.code()).isEqualTo(503);
    assertThat(answer.body()).startsWith("The operator does not know the instances yet");
  }

  private Response answer(String path, String query) {
    return answer(path, query, Town.snapshot());
  }

  private Response answer(String path, String query, Snapshot snapshot) {
    return pages.answer(path, query, Optional.of(snapshot));
  }

  private static List<String> rows(String html) {
    return ROW.matcher(html).results().map(match -> match.group(1)).toList();
  }

  private static Snapshot crowd(int size) {
    List<EsgInstance> town = Town.snapshot().instances();
    return Town.snapshot(
        Stream.iterate(0, number -> number + 1)
            .limit(size)
            .map(
                number -> {
                  EsgInstance one = Serialization.clone(town.get(number % town.size()));
                  one.getMetadata().setName("gateway-" + number);
                  return one;
                })
            .toList());
  }
}
