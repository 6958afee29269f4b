package io.esgoperator.cli.connectivity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import io.esgoperator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The report as one HTML file that loads nothing: Cytoscape.js, which is in it, draws it in the
 * reader's browser. Names are in it as JSON alone, and the page runs no script but its own two.
 */
final class ConnectivityPicture {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** More lines are a tangle, and keep a browser busy for minutes. */
  private static final int MOST = 1_000;

  private static final String LIBRARY = "/META-INF/maven/org.webjars.npm/cytoscape/pom.properties";

  private final ArrayNode elements = NODES.arrayNode();
  private final Map<String, String> ids = new LinkedHashMap<>();

  private ConnectivityPicture() {}

  static String write(ConnectivityReport report) throws BadInputException {
    if (report.rows().size() > MOST) {
      throw new BadInputException(
          "--format",
          "%d lines are too many for a picture: ask for %d at most, by --from, --to or --port."
              .formatted(report.rows().size(), MOST));
    }
    try {
      String library = script(library());
      String drawing = script(text("picture.js"));
      return text("picture.html")
          .replace("@HASHES@", hash(library) + " " + hash(drawing))
          .replace("@REPORT@", new ConnectivityPicture().json(report))
          .replace("@LIBRARY@", library)
          .replace("@DRAWING@", drawing);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** In a script element, no text may look like its end. */
  private String json(ConnectivityReport report) {
    ObjectNode root = NODES.objectNode().put("sentence", report.sentence());
    ArrayNode rows = root.putArray("rows");
    report.sets().forEach(set -> node(set.namespace(), set.name()));
    for (ConnectivityRow row : report.rows()) {
      String ports = PortsText.of(row.ports());
      edge(row, ports + (row.families().size() > 1 ? "" : " " + row.family()));
      ArrayNode cells = rows.addArray();
      cells.add(PlainText.line(row.from().name()));
      cells.add(PlainText.line(row.to().name()));
      cells.add(row.family());
      cells.add(row.isAllowed() ? ports : PlainText.line(ports + " unclear: " + row.because()));
    }
    root.set("elements", elements);
    return JsonText.of(root)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("@", "\\u0040");
  }

  private void edge(ConnectivityRow row, String label) {
    ObjectNode edge = elements.addObject();
    edge.putObject("data")
        .put("source", node(row.from()))
        .put("target", node(row.to()))
        .put("label", label);
    edge.put("classes", row.isAllowed() ? "" : "unclear");
  }

  private String node(LineEnd end) {
    return node(end.namespace(), end.name());
  }

  /** Its number: names are free texts. */
  private String node(String namespace, String name) {
    String known = ids.get(namespace + " " + name);
    if (known != null) {
      return known;
    }
    String parent = namespace == null ? null : box(namespace);
    String id = "n" + ids.size();
    ids.put(namespace + " " + name, id);
    ObjectNode node = elements.addObject();
    ObjectNode data = node.putObject("data").put("id", id).put("label", PlainText.line(name));
    if (parent != null) {
      data.put("parent", parent);
    }
    node.put("classes", namespace == null ? "outside" : "");
    return id;
  }

  private String box(String namespace) {
    return ids.computeIfAbsent(
        namespace,
        first -> {
          String id = "n" + ids.size();
          elements
              .addObject()
              .putObject("data")
              .put("id", id)
              .put("label", PlainText.line(namespace));
          return id;
        });
  }

  /** In ASCII, so that no terminal's encoding changes what the hash is of. */
  private static String script(String text) {
    return "\n" + PlainText.ascii(text) + "\n";
  }

  private static String library() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ConnectivityPicture.class.getResourceAsStream(LIBRARY)) {
      properties.load(in);
    }
    return text(
        "/META-INF/resources/webjars/cytoscape/%s/dist/cytoscape.min.js"
            .formatted(properties.getProperty("version")));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ConnectivityPicture.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Of a script that the page may run (Content Security Policy Level 3, section 2.3.1). */
  private static String hash(String script) {
    return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(script)) + "'";
  }
}
