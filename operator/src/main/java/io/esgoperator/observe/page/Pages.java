package io.esgoperator.observe.page;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses the page for an address. */
record Pages(HtmlDocument document) {
  private static final Pattern INSTANCE = Pattern.compile("/instances/([^/]+)/([^/]+)");
  private static final Pattern NUMBER = Pattern.compile("page=([1-9][0-9]{0,5})");

  /**
   * @param path of the address
   * @param query behind it; null without one
   * @param known empty until the caches are full
   */
  Response answer(String path, String query, Optional<Snapshot> known) {
    Matcher instance = INSTANCE.matcher(path);
    if (!path.equals("/") && !instance.matches()) {
      return Response.refusal(404, "There is no such page: the matrix is at /.");
    }
    if (known.isEmpty()) {
      return Response.refusal(
          503, "The operator does not know the instances yet: ask again, or read its log.");
    }
    return path.equals("/")
        ? matrix(Objects.requireNonNullElse(query, "page=1"), known.get())
        : instance(instance.group(1), instance.group(2), known.get());
  }

  private Response matrix(String query, Snapshot snapshot) {
    PathMatrix matrix = PathMatrix.of(snapshot.instances());
    Matcher number = NUMBER.matcher(query);
    if (!number.matches() || Integer.parseInt(number.group(1)) > matrix.pages()) {
      return Response.refusal(
          404, "There is no such page of the matrix: write /?page=1 to " + matrix.pages() + ".");
    }
    return Response.page(
        document.around(
            OverviewPage.of(
                matrix, Integer.parseInt(number.group(1)), new TimeElement(snapshot.taken())),
            OverviewPage.TITLE,
            snapshot));
  }

  private Response instance(String namespace, String name, Snapshot snapshot) {
    return snapshot
        .instance(namespace, name)
        .map(MatrixRow::of)
        .map(
            found ->
                Response.page(
                    document.around(
                        new InstancePage(found, new TimeElement(snapshot.taken())).markup(),
                        namespace + "/" + name,
                        snapshot)))
        .orElseGet(
            () -> Response.refusal(404, "There is no such EsgInstance: the matrix at / has all."));
  }
}
