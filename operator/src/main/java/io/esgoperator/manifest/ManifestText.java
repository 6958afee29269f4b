package io.esgoperator.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The text of one file: YAML of several documents, or JSON. */
public record ManifestText(String file, String text) {
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  /**
   * Every object; a list is taken apart into its items.
   *
   * @throws BadInputException when an object cannot be read
   */
  public List<Manifest> manifests() throws BadInputException {
    List<Manifest> manifests = new ArrayList<>();
    for (Tree document : documents()) {
      add(manifests, document, Heading.NONE);
    }
    return manifests;
  }

  private List<Tree> documents() throws BadInputException {
    try {
      return new Composer(file, new Parse(SETTINGS).parseString(withoutTabs()).iterator())
          .documents();
    } catch (MarkedYamlEngineException unreadable) {
      int line = unreadable.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new BadInputException(
          new Place(file, line), "is not YAML (%s)%s".formatted(unreadable.getProblem(), advice()));
    } catch (YamlEngineException unreadable) {
      throw new BadInputException(
          file, "is not YAML (%s)%s".formatted(unreadable.getMessage(), advice()));
    }
  }

  /** JSON may be indented with tabs, YAML may not; inside a JSON string no tab is legal. */
  private String withoutTabs() {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return body.stripLeading().startsWith("{") ? body.replace('\t', ' ') : body;
  }

  private String advice() {
    return text.contains("{{")
        ? ": it looks like a template, so render it first."
        : ": write it as kubectl get -o yaml does.";
  }

  private void add(List<Manifest> manifests, Tree tree, Heading list) throws BadInputException {
    if (!(tree instanceof Tree.Fields fields)) {
      throw wrong(
          tree, "is no Kubernetes object: write a mapping with apiVersion, kind and metadata.");
    }
    Heading heading =
        new Heading(
            fields.text("apiVersion").orElse(list.apiVersion()),
            fields.text("kind").orElse(list.kind()));
    if (heading.kind() == null || heading.apiVersion() == null) {
      throw wrong(
          tree,
          "has no %s: write both apiVersion and kind, each a text."
              .formatted(heading.kind() == null ? "kind" : "apiVersion"));
    }
    Optional<Tree> items = fields.at("items").filter(here -> heading.kind().endsWith("List"));
    if (items.isPresent()) {
      addItems(manifests, items.get(), heading.ofItems());
    } else {
      manifests.add(new Manifest(file, heading.apiVersion(), heading.kind(), fields));
    }
  }

  private void addItems(List<Manifest> manifests, Tree items, Heading heading)
      throws BadInputException {
    if (items.isEmpty()) {
      return;
    }
    if (!(items instanceof Tree.Items several)) {
      throw wrong(items, "items is no list: write each item after a dash.");
    }
    for (Tree item : several.items()) {
      add(manifests, item, heading);
    }
  }

  private BadInputException wrong(Tree tree, String sentence) {
    return new BadInputException(new Place(file, tree.line()), sentence);
  }

  private record Heading(String apiVersion, String kind) {
    static final Heading NONE = new Heading(null, null);

    /** The heading of a list's items: a PodList implies that they are Pods, a List does not. */
    Heading ofItems() {
      String kindOfItems = kind.substring(0, kind.length() - "List".length());
      return kindOfItems.isEmpty() ? NONE : new Heading(apiVersion, kindOfItems);
    }
  }
}
