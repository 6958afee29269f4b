package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;

/**
 * An opening beyond the declaration.
 *
 * @param place of the rule that opens it; null where no part of a file does
 */
public record Undeclared(String sentence, Place place) {
  String finding() {
    return "undeclared: " + sentence;
  }
}
