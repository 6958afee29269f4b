package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.MetadataRules;
import io.esgoperator.reading.LeanObjects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds Kubernetes objects from manifests, as strictly as the API server does.
 *
 * @param namespace the namespace of objects that name none
 * @param custom the custom kinds that are read
 */
public record ManifestReading(String namespace, CustomKinds custom) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  config
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(new LeanObjects())
          .build();

  /** Reads 25.0 as a whole number, and a number as a quantity, as the schema allows both. */
  private static final JsonMapper SPEC = JsonMapper.builder().build();

  /**
   * Reads one object; empty where its kind does not matter for connections.
   *
   * @throws BadInputException when the API server would refuse it
   */
  public Optional<Written> read(Manifest manifest) throws BadInputException {
    Optional<Class<? extends HasMetadata>> type = Kinds.of(manifest, custom);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    // The API server accepts an empty item, and gives it a meaning that its author rarely intends.
    refuse(
        manifest,
        manifest
            .emptyItem()
            .map(
                path ->
                    new FieldFault(
                        path, " is empty: remove it, or write {} for a rule without limits.")));
    JsonNode json = Nulls.removed(json(manifest));
    JsonNode name = json.path("metadata").path("name");
    if (name.isMissingNode() || name.isTextual() && name.asText().isBlank()) {
      throw new BadInputException(
          manifest.place(List.of("metadata")),
          "a %s has no name: write it in metadata.name.".formatted(manifest.kind()));
    }
    HasMetadata object =
        type.get() == EsgInstance.class ? instance(manifest) : object(manifest, json, type.get());
    if (isNamespaced(object) && object.getMetadata().getNamespace() == null) {
      object.getMetadata().setNamespace(namespace);
    }
    return Optional.of(new Written(object, Places.of(manifest)));
  }

  private static HasMetadata object(
      Manifest manifest, JsonNode json, Class<? extends HasMetadata> type)
      throws BadInputException {
    JsonNode schema = KindSchemas.of(manifest.apiVersion(), manifest.kind());
    refuse(
        manifest,
        SchemaWalk.complaint(schema, json, List.of())
            .or(
                () ->
                    MetadataRules.faults(manifest.kind(), json.path("metadata"))
                        .map(fault -> fault.below(List.of("metadata")))
                        .findFirst()));
    return convert(JSON, manifest, List.of(), json, type);
  }

  /** The object as JSON. An item of a typed list gets the list's kind where it names none. */
  private static JsonNode json(Manifest manifest) {
    return ((ObjectNode) manifest.fields().json())
        .put("apiVersion", manifest.apiVersion())
        .put("kind", manifest.kind());
  }

  /** Reads the spec alone: another version of the operator may have written the status. */
  private static EsgInstance instance(Manifest manifest) throws BadInputException {
    EsgInstance instance = new EsgInstance();
    refuse(manifest, InstanceHeading.complaint(manifest.fields()));
    instance.setMetadata(
        convert(
            JSON,
            manifest,
            List.of("metadata"),
            Nulls.removed(written(manifest, "metadata").json()),
            ObjectMeta.class));
    JsonNode spec = SpecSchema.withoutNulls(written(manifest, "spec").json());
    refuse(manifest, SpecSchema.complaint(spec));
    instance.setSpec(convert(SPEC, manifest, List.of("spec"), spec, EsgInstanceSpec.class));
    return instance;
  }

  private static void refuse(Manifest manifest, Optional<FieldFault> complaint)
      throws BadInputException {
    if (complaint.isPresent()) {
      throw new BadInputException(
          manifest.place(complaint.get().path()), complaint.get().sentence());
    }
  }

  private static Tree written(Manifest manifest, String name) throws BadInputException {
    Optional<Tree> part = manifest.fields().at(name).filter(tree -> !tree.isEmpty());
    if (part.isEmpty()) {
      throw new BadInputException(
          manifest.place(), "an EsgInstance has no %s: add it.".formatted(name));
    }
    return part.get();
  }

  private static <T> T convert(
      JsonMapper mapper, Manifest manifest, List<Object> above, JsonNode json, Class<T> type)
      throws BadInputException {
    try {
      return mapper.treeToValue(json, type);
    } catch (JsonProcessingException fault) {
      List<Object> path = new ArrayList<>(above);
      path.addAll(Complaints.path(fault));
      throw new BadInputException(manifest.place(path), Complaints.sentence(path, fault));
    }
  }

  private boolean isNamespaced(HasMetadata object) {
    return object instanceof GenericKubernetesResource
        ? custom.isNamespaced(object.getApiVersion(), object.getKind())
        : !(object instanceof Namespace || object instanceof Node);
  }
}
