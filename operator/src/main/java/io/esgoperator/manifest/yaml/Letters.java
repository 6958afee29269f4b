package io.esgoperator.manifest.yaml;

/** A text by the places that SnakeYAML counts: its code points. */
final class Letters {
  static final int NONE = -1;

  private final int[] points;

  /** By a loop, which is faster than a stream of each letter. */
  Letters(String text) {
    points = new int[text.codePointCount(0, text.length())];
    int place = 0;
    for (int index = 0; index < points.length; index++) {
      points[index] = text.codePointAt(place);
      place += Character.charCount(points[index]);
    }
  }

  String between(int start, int end) {
    return new String(points, start, end - start);
  }

  /** The letter there; {@link #NONE} beyond the text. */
  int at(int place) {
    return place >= 0 && place < points.length ? points[place] : NONE;
  }

  /** The last place before another one where a letter is none of some. */
  int lastBefore(int place, String skipped) {
    int here = place - 1;
    while (here >= 0 && skipped.indexOf(points[here]) >= 0) {
      here--;
    }
    return here;
  }

  /** The first place from another one on where a letter is none of some. */
  int firstFrom(int place, String skipped) {
    int here = place;
    while (here < points.length && skipped.indexOf(points[here]) >= 0) {
      here++;
    }
    return here;
  }
}
