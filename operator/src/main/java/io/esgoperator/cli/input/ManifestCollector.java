package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Manifest;
import io.esgoperator.manifest.ManifestReading;
import io.esgoperator.manifest.ManifestText;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.PolicyEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Combines the objects of several files. It reads them on all cores, some at a time, and refuses
 * what comes first in the files, as if it had read them one after the other.
 */
final class ManifestCollector {
  /** Characters that are read at a time: what they hold fills some megabytes of memory. */
  private static final int AT_A_TIME = 1 << 18;

  private final ManifestReading reading;
  private final List<ManifestText.Part> waiting = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Integer> ignored = new TreeMap<>();
  private int characters;

  ManifestCollector(String namespace) {
    reading = new ManifestReading(namespace, new ConnectionKinds());
  }

  /**
   * What was read of one object.
   *
   * @param kind of one that does not matter here; null of another
   * @param object null where it does not matter or is no object
   * @param fault null where there is none
   */
  private record Outcome(String kind, Written object, BadInputException fault) {
    static Outcome of(BadInputException fault) {
      return new Outcome(null, null, fault);
    }
  }

  /** Takes a file's objects, which it may read later: a fault may be one of a file before. */
  void add(ManifestText text) throws BadInputException {
    text.parts(this::add);
  }

  private void add(ManifestText.Part part) throws BadInputException {
    waiting.add(part);
    characters += part.length();
    if (characters >= AT_A_TIME) {
      readWaiting();
    }
  }

  /** Everything that was taken. */
  Manifests manifests() throws BadInputException {
    readWaiting();
    return new Manifests(written, ignored, List.of(), PolicyEngine.Unknown);
  }

  private void readWaiting() throws BadInputException {
    List<ManifestText.Part> parts = List.copyOf(waiting);
    waiting.clear();
    characters = 0;
    for (Outcome outcome : parts.parallelStream().flatMap(this::outcomes).toList()) {
      add(outcome);
    }
  }

  private Stream<Outcome> outcomes(ManifestText.Part part) {
    List<Manifest> manifests = new ArrayList<>();
    Stream<Outcome> end = Stream.empty();
    try {
      part.forEach(manifests::add);
    } catch (BadInputException unreadable) {
      end = Stream.of(Outcome.of(unreadable));
    }
    // Of a list in one document, the items are read side by side.
    return Stream.concat(manifests.parallelStream().map(this::outcome).toList().stream(), end);
  }

  private Outcome outcome(Manifest manifest) {
    try {
      Optional<Written> read = reading.read(manifest);
      return read.isEmpty()
          ? new Outcome(manifest.kind(), null, null)
          : new Outcome(null, read.get(), unreadable(read.get()));
    } catch (BadInputException refused) {
      return Outcome.of(refused);
    }
  }

  /** For instance for an invalid address; null where there is no fault. */
  private static BadInputException unreadable(Written one) {
    try {
      WorldReading.of(List.of(one.object()));
      return null;
    } catch (IllegalArgumentException unreadable) {
      return new BadInputException(one.places().start(), unreadable.getMessage() + ".");
    }
  }

  private void add(Outcome outcome) throws BadInputException {
    if (outcome.object() != null) {
      refuseSecond(outcome.object());
    }
    if (outcome.fault() != null) {
      throw outcome.fault();
    }
    if (outcome.object() == null) {
      ignored.merge(outcome.kind(), 1, Integer::sum);
    } else {
      written.add(outcome.object());
    }
  }

  private void refuseSecond(Written one) throws BadInputException {
    Place place = one.places().start();
    Place before = places.putIfAbsent(one.object().getApiVersion() + " " + one.name(), place);
    if (before != null) {
      throw new BadInputException(
          place, "%s is in %s already: remove one of them.".formatted(one.name(), before));
    }
  }
}
