package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Manifest;
import io.esgoperator.manifest.ManifestReading;
import io.esgoperator.manifest.ManifestText;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.WorldReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Combines the objects of several files. */
final class ManifestCollector {
  private final ManifestReading reading;
  private final List<Written> written = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Integer> ignored = new TreeMap<>();

  /**
   * Makes a reading.
   *
   * @param namespace the namespace of objects that name none
   */
  ManifestCollector(String namespace) {
    reading = new ManifestReading(namespace, new ConnectionKinds());
  }

  ManifestCollector add(ManifestText text) throws BadInputException {
    text.forEach(this::add);
    return this;
  }

  private void add(Manifest manifest) throws BadInputException {
    Optional<Written> read = reading.read(manifest);
    if (read.isPresent()) {
      add(read.get());
    } else {
      ignored.merge(manifest.kind(), 1, Integer::sum);
    }
  }

  private void add(Written one) throws BadInputException {
    Place place = one.places().start();
    Place before = places.putIfAbsent(one.object().getApiVersion() + " " + one.name(), place);
    if (before != null) {
      throw new BadInputException(
          place, "%s is in %s already: remove one of them.".formatted(one.name(), before));
    }
    refuseUnreadable(one.object(), place);
    written.add(one);
  }

  /** For instance an invalid address. */
  private static void refuseUnreadable(HasMetadata object, Place place) throws BadInputException {
    try {
      WorldReading.of(List.of(object));
    } catch (IllegalArgumentException unreadable) {
      throw new BadInputException(place, unreadable.getMessage() + ".");
    }
  }

  Manifests manifests() {
    return new Manifests(written, ignored, List.of());
  }
}
