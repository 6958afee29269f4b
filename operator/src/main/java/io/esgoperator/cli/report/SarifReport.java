package io.esgoperator.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.manifest.Place;
import io.esgoperator.model.Impact;
import io.esgoperator.model.PlainText;
import io.esgoperator.netpol.world.Decision;
import java.nio.charset.StandardCharsets;

/** SARIF 2.1.0 (OASIS, 2020) for code review: a result for each finding. */
final class SarifReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private enum Rule {
    PathDenied("A declared path is closed by policies."),
    PathUnclear("Whether a declared path is open cannot be told from these objects."),
    UndeclaredOpening("Policies open more to the gateway than its EsgInstance declares.");

    private final String description;

    Rule(String description) {
      this.description = description;
    }
  }

  private SarifReport() {}

  static String write(CheckReport report) {
    ObjectNode root = NODES.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "esg-operator check");
    ArrayNode rules = driver.putArray("rules");
    for (Rule rule : Rule.values()) {
      rules
          .addObject()
          .put("id", rule.name())
          .putObject("shortDescription")
          .put("text", rule.description);
    }
    ArrayNode results = run.putArray("results");
    report.instances().forEach(instance -> add(results, instance));
    return JsonText.of(root);
  }

  private static void add(ArrayNode results, InstanceReport instance) {
    instance
        .closed()
        .forEach(
            row ->
                results.add(
                    result(
                        row.ruling().decision() == Decision.Denied
                            ? Rule.PathDenied
                            : Rule.PathUnclear,
                        level(row),
                        instance.instance() + ": " + Sentences.of(row),
                        row.ruling().place())));
    instance
        .undeclared()
        .forEach(
            opening ->
                results.add(
                    result(
                        Rule.UndeclaredOpening,
                        "warning",
                        instance.instance() + ": " + Sentences.of(opening),
                        opening.place())));
  }

  private static String level(TableRow row) {
    return row.ruling().decision() == Decision.Denied && row.path().impact() == Impact.Breaks
        ? "error"
        : "warning";
  }

  private static ObjectNode result(Rule rule, String level, String text, Place place) {
    ObjectNode result = NODES.objectNode();
    result.put("ruleId", rule.name()).put("ruleIndex", rule.ordinal()).put("level", level);
    result.putObject("message").put("text", message(text));
    if (place != null) {
      ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
      location.putObject("artifactLocation").put("uri", uri(place.file()));
      location.putObject("region").put("startLine", place.line());
    }
    return result;
  }

  /** Escapes brackets, which SARIF reads as links in a message (SARIF 2.1.0 section 3.11.6). */
  private static String message(String text) {
    return PlainText.line(text).replace("](", "] (");
  }

  /** A relative reference with the characters escaped that a URI cannot contain (RFC 3986). */
  private static String uri(String file) {
    StringBuilder uri = new StringBuilder();
    for (byte one : file.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          one >= '0' && one <= '9'
              || one >= 'A' && one <= 'Z'
              || one >= 'a' && one <= 'z'
              || "/._-~".indexOf(one) >= 0;
      uri.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one));
    }
    return uri.toString();
  }
}
