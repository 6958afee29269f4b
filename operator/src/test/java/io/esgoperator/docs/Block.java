package io.esgoperator.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a page.
 *
 * @param line of the fence, from 1
 * @param language behind the fence; empty where it has none
 * @param mark the comment above the fence, which says how the block is tested; empty where there is
 *     none
 * @param text what stands between the fences
 */
record Block(Path page, int line, String language, String mark, String text) {
  static List<Block> of(Path page, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (isFence(lines.get(at))) {
        int end = at + 1;
        while (!isFence(lines.get(end))) {
          end++;
        }
        blocks.add(
            new Block(
                page,
                at + 1,
                lines.get(at).strip().substring(3),
                at == 0 ? "" : mark(lines.get(at - 1)),
                String.join("\n", lines.subList(at + 1, end)) + "\n"));
        at = end;
      }
    }
    return blocks;
  }

  private static boolean isFence(String line) {
    return line.strip().startsWith("```");
  }

  private static String mark(String line) {
    return line.startsWith("<!-- ") && line.endsWith(" -->")
        ? line.substring(5, line.length() - 4)
        : "";
  }

  /** What follows the mark's first words; null where it begins with others. */
  String marked(String words) {
    return mark.startsWith(words) ? mark.substring(words.length()).strip() : null;
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
