package io.esgoperator.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.manifest.Place;
import io.esgoperator.model.PlainText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** SARIF 2.1.0 (OASIS, 2020) for code review. */
public final class Sarif {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Sarif() {}

  /** A kind of finding. */
  public record Rule(String id, String description) {}

  /**
   * A finding.
   *
   * @param rule its kind's id
   * @param level {@code error} or {@code warning}
   * @param place null where it has none
   */
  public record Result(String rule, String level, String text, Place place) {}

  public static String of(String program, List<Rule> rules, List<Result> results) {
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", program);
    ArrayNode written = driver.putArray("rules");
    for (Rule rule : rules) {
      written
          .addObject()
          .put("id", rule.id())
          .putObject("shortDescription")
          .put("text", rule.description());
    }
    List<String> ids = rules.stream().map(Rule::id).toList();
    run.putArray("results")
        .addAll(results.stream().map(one -> result(one, ids.indexOf(one.rule()))).toList());
    return JsonText.of(root);
  }

  private static ObjectNode result(Result one, int index) {
    ObjectNode result = NODES.objectNode();
    result.put("ruleId", one.rule()).put("ruleIndex", index).put("level", one.level());
    result.putObject("message").put("text", message(one.text()));
    if (one.place() != null) {
      ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
      location.putObject("artifactLocation").put("uri", uri(one.place().file()));
      location.putObject("region").put("startLine", one.place().line());
    }
    return result;
  }

  /** Escapes brackets, which SARIF reads as links in a message (SARIF 2.1.0 section 3.11.6). */
  private static String message(String text) {
    return PlainText.line(text).replace("](", "] (");
  }

  /** A relative reference with the characters escaped that a URI cannot contain (RFC 3986). */
  private static String uri(String file) {
    return URLEncoder.encode(file.replace('\\', '/'), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }
}
