package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.cli.input.ConnectionKinds;
import java.util.Optional;

/**
 * An object of one of Kubernetes' kinds, and what the offline commands say of it.
 *
 * @param refusal the sentence; empty where they take it
 */
public record JudgedObject(JsonNode object, Optional<String> refusal) {
  public static JudgedObject of(JsonNode object) {
    try {
      for (Manifest manifest : new ManifestText("a.json", object.toString()).manifests()) {
        new ManifestReading("default", new ConnectionKinds()).read(manifest);
      }
      return new JudgedObject(object, Optional.empty());
    } catch (BadInputException refused) {
      return new JudgedObject(
          object, Optional.of(refused.getMessage().replaceFirst("^a[.]json(:[0-9]+)?: ", "")));
    }
  }
}
