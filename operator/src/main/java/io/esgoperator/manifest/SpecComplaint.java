package io.esgoperator.manifest;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a spec that the API server refuses.
 *
 * @param path where it is, from the object's root
 * @param words the rest of the sentence, after the part's name
 */
record SpecComplaint(List<Object> path, String words) {
  static SpecComplaint here(String words) {
    return new SpecComplaint(List.of(), words);
  }

  SpecComplaint below(List<Object> above) {
    return new SpecComplaint(Stream.concat(above.stream(), path.stream()).toList(), words);
  }

  String sentence() {
    return Complaints.text(path) + words;
  }
}
