package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Manifest;
import io.esgoperator.manifest.ManifestReading;
import io.esgoperator.manifest.ManifestText;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.WorldReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
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
    reading = new ManifestReading(namespace);
  }

  ManifestCollector add(ManifestText text) throws BadInputException {
    for (Manifest manifest : text.manifests()) {
      Optional<Written> read = reading.read(manifest);
      if (read.isPresent()) {
        add(read.get());
      } else {
        ignored.merge(manifest.kind(), 1, Integer::sum);
      }
    }
    return this;
  }

  private void add(Written one) throws BadInputException {
    Place place = one.manifest().place();
    Place before = places.putIfAbsent(one.object().getApiVersion() + " " + one.name(), place);
    if (before != null) {
      throw new BadInputException(
          place, "%s is in %s already: remove one of them.".formatted(one.name(), before));
    }
    refuseUnreadable(one.object(), place);
    PortNumbers.refuseImpossible(one.manifest());
    if (one.object() instanceof Service service && service.getSpec() != null) {
      refusePortless(service, one.manifest());
    }
    written.add(one);
  }

  private static void refusePortless(Service service, Manifest manifest) throws BadInputException {
    List<ServicePort> ports = service.getSpec().getPorts();
    for (int index = 0; index < ports.size(); index++) {
      if (ports.get(index).getPort() == null) {
        throw new BadInputException(
            manifest.place(List.of("spec", "ports", index)),
            "spec.ports[%d] has no port: write one, 1 to 65535.".formatted(index));
      }
    }
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
