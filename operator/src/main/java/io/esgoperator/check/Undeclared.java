package io.esgoperator.check;

import io.esgoperator.manifest.Place;

/**
 * Something that is open beyond the declaration.
 *
 * @param place of the rule that opens it; null where nothing is written in a file
 */
record Undeclared(String sentence, Place place) {}
