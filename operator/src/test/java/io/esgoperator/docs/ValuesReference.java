package io.esgoperator.docs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A chart's values in Markdown: a row for each, with its default and with what the comments say.
 */
final class ValuesReference {
  private final String yaml;

  ValuesReference(String yaml) {
    this.yaml = yaml;
  }

  String page() {
    Node root =
        new Compose(LoadSettings.builder().setParseComments(true).build())
            .composeString(yaml)
            .orElseThrow();
    List<List<String>> rows = new ArrayList<>();
    add(rows, "", (MappingNode) root);
    return """
    # Chart values

    Written by `make generate` from `helm/esg-operator/values.yaml`. A value that is not listed, or of another form, is refused by the chart's
    schema.

    """
        + new MarkdownTable(List.of("value", "default", "says"), rows);
  }

  /** A map in one line is one value; another one has a row for its comment, and then its values. */
  private void add(List<List<String>> rows, String path, MappingNode map) {
    for (NodeTuple entry : map.getValue()) {
      String name = path + ((ScalarNode) entry.getKeyNode()).getValue();
      boolean isOpen =
          entry.getValueNode() instanceof MappingNode inner
              && inner.getFlowStyle() == FlowStyle.BLOCK;
      String says = comments(entry);
      if (!isOpen || !says.isEmpty()) {
        rows.add(
            List.of(
                MarkdownTable.code(name),
                isOpen ? "" : MarkdownTable.code(written(entry.getValueNode())),
                says));
      }
      if (isOpen) {
        add(rows, name + ".", (MappingNode) entry.getValueNode());
      }
    }
  }

  private String written(Node value) {
    int[] points = yaml.codePoints().toArray();
    int start = value.getStartMark().orElseThrow().getIndex();
    return new String(points, start, value.getEndMark().orElseThrow().getIndex() - start);
  }

  /**
   * Those above the value, and the one behind it; {@code --} and {@code @} are marks of helm-docs.
   */
  private static String comments(NodeTuple entry) {
    return Stream.of(
            entry.getKeyNode().getBlockComments(),
            entry.getKeyNode().getInLineComments(),
            entry.getValueNode().getInLineComments())
        .filter(lines -> lines != null) // a node without comments has no list of them
        .flatMap(List::stream)
        .filter(line -> line.getCommentType() != CommentType.BLANK_LINE)
        .map(CommentLine::getValue)
        .map(String::strip)
        .filter(line -> !line.startsWith("@"))
        .map(line -> line.replaceFirst("^-- ", "").replace("<", "&lt;"))
        .collect(joining(" "));
  }
}
