package io.esgoperator.manifest;

import io.esgoperator.manifest.yaml.Chunk;
import io.esgoperator.manifest.yaml.YamlEvents;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** The text of one file: YAML of several documents, or JSON, read as kubectl does. */
public record ManifestText(String file, String text) {
  private static final int LOOKED_AT = 4;
  private static final Pattern JSON = Pattern.compile("\\p{IsWhite_Space}*\\{");
  private static final Pattern SPACE_OF_A_LINE =
      Pattern.compile("([\\p{IsWhite_Space}&&[^\n]]*)\n?");

  /** What is done with a thing that is read, before the next one is. */
  public interface Use<T> {
    void of(T one) throws BadInputException;
  }

  /**
   * Every object; a list is taken apart into its items.
   *
   * @throws BadInputException when an object cannot be read
   */
  public List<Manifest> manifests() throws BadInputException {
    List<Manifest> manifests = new ArrayList<>();
    parts(part -> part.forEach(manifests::add));
    return manifests;
  }

  /**
   * Its parts, one after the other, before they are read.
   *
   * @throws BadInputException when the text cannot be parted, or by their use
   */
  public void parts(Use<Part> use) throws BadInputException {
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (JSON.matcher(body).lookingAt()) {
      use.of(new Part(new Chunk(1, body), true));
    } else {
      yaml(body, 1, chunk -> use.of(new Part(chunk, false)));
    }
  }

  /** What can be read by itself, on any thread: a document of YAML, or all of a text in JSON. */
  public final class Part {
    private final Chunk chunk;
    private final boolean isJson;

    private Part(Chunk chunk, boolean isJson) {
      this.chunk = chunk;
      this.isJson = isJson;
    }

    /** In characters. */
    public int length() {
      return chunk.text().length();
    }

    /**
     * Every object of it.
     *
     * @throws BadInputException when an object cannot be read, or by its use
     */
    public void forEach(Use<Manifest> use) throws BadInputException {
      documents(document -> add(use, document, Heading.NONE));
    }

    /**
     * Every document that is not empty, as kubectl takes them (apimachinery's YAMLOrJSONDecoder).
     */
    void documents(Use<Tree> use) throws BadInputException {
      Use<Tree> unlessEmpty =
          document -> {
            if (!document.isEmpty()) {
              use.of(document);
            }
          };
      if (isJson) {
        json(chunk, unlessEmpty);
      } else {
        document(chunk, unlessEmpty);
      }
    }
  }

  /** From where it is no JSON, it is YAML, such as {a: 1}; but not behind two values of JSON. */
  private void json(Chunk whole, Use<Tree> use) throws BadInputException {
    String body = whole.text();
    JsonValues json = JsonValues.of(file, body);
    String rest = body.substring(json.end());
    Matcher space = SPACE_OF_A_LINE.matcher(rest);
    if (!rest.isEmpty()
        && (json.all().size() > 1
            || !space.lookingAt()
            || isTooShort(rest.substring(space.end(1))))) {
      throw new BadInputException(
          new Place(file, json.line()), "goes on with what is no JSON: write JSON to its end.");
    }
    for (Tree document : json.all()) {
      use.of(document);
    }
    if (!rest.isEmpty()) {
      yaml(
          rest.substring(space.end()),
          json.line() + (space.end() - space.end(1)),
          chunk -> document(chunk, use));
    }
  }

  /** For kubectl's decoder, which looks at four bytes. */
  private static boolean isTooShort(String rest) {
    return rest.getBytes(StandardCharsets.UTF_8).length < LOOKED_AT;
  }

  private void yaml(String body, int line, Use<Chunk> use) throws BadInputException {
    OptionalInt wrong = Chunk.wrongSeparator(body, line);
    if (wrong.isPresent()) {
      throw new BadInputException(
          new Place(file, wrong.getAsInt()), "has text behind ---: write it in the next line.");
    }
    Supplier<Optional<Chunk>> chunks = Chunk.of(body, line);
    for (Optional<Chunk> next = chunks.get(); next.isPresent(); next = chunks.get()) {
      use.of(next.get());
    }
  }

  private void document(Chunk chunk, Use<Tree> use) throws BadInputException {
    Optional<Tree> document = document(chunk);
    if (document.isPresent()) {
      use.of(document.get());
    }
  }

  private Optional<Tree> document(Chunk chunk) throws BadInputException {
    try {
      return new Composer(file, chunk, YamlEvents.of(chunk)).document();
    } catch (MarkedYAMLException unreadable) {
      Mark mark = unreadable.getProblemMark();
      throw new BadInputException(
          new Place(file, chunk.line() + (mark == null ? 0 : mark.getLine())),
          "is not YAML (%s)%s".formatted(unreadable.getProblem(), advice()));
    } catch (YAMLException unreadable) {
      throw new BadInputException(
          file, "is not YAML (%s)%s".formatted(unreadable.getMessage(), advice()));
    }
  }

  private String advice() {
    return text.contains("{{")
        ? ": it looks like a template, so render it first."
        : ": write it as kubectl get -o yaml does.";
  }

  private void add(Use<Manifest> use, Tree tree, Heading list) throws BadInputException {
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
      addItems(use, items.get(), heading.ofItems());
    } else {
      use.of(new Manifest(file, heading.apiVersion(), heading.kind(), fields));
    }
  }

  private void addItems(Use<Manifest> use, Tree items, Heading heading) throws BadInputException {
    if (items.isEmpty()) {
      return;
    }
    if (!(items instanceof Tree.Items several)) {
      throw wrong(items, "items is no list: write each item after a dash.");
    }
    for (Tree item : several.items()) {
      add(use, item, heading);
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
