package io.esgoperator.live;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.manifest.SpecJudgement;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads an object of any kind; where that fails, only its metadata. */
class ObjectReading extends DelegatingDeserializer {
  private static final long serialVersionUID = 1L;

  private final transient UnreadObserver observer;

  ObjectReading(JsonDeserializer<?> reading, UnreadObserver observer) {
    super(reading);
    this.observer = observer;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reading) {
    return new ObjectReading(reading, observer);
  }

  final UnreadObserver observer() {
    return observer;
  }

  @Override
  public final Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode written = context.readTree(parser);
    Optional<Unread> depth = Nesting.fault(written);
    return depth.isPresent()
        ? metadataOf(written, depth.get(), context)
        : read(MetadataReading.repaired(written), context);
  }

  /** Reads an object whose metadata holds no nulls and which is not too deep. */
  Object read(JsonNode written, DeserializationContext context) throws IOException {
    Optional<Unread> missing =
        BuiltInParts.bulk(handledType(), written)
            .or(() -> BuiltInParts.fault(handledType(), written));
    if (missing.isPresent() && !written.at("/metadata/name").isMissingNode()) {
      return metadataOf(written, missing.get(), context);
    }
    try {
      return whole(written, context);
    } catch (JsonProcessingException fault) {
      return metadataOf(written, SpecJudgement.unreadable(List.of(), fault), context);
    } catch (RuntimeException fault) {
      return metadataOf(
          written,
          new Unread("the object", "the object cannot be read: " + fault.getMessage()),
          context);
    }
  }

  final Object whole(JsonNode written, DeserializationContext context) throws IOException {
    try (JsonParser again =
        context.getParser() == null
            ? written.traverse()
            : written.traverse(context.getParser().getCodec())) {
      again.nextToken();
      return super.deserialize(again, context);
    }
  }

  /**
   * The object's metadata alone. A fault without a name is that of a bookmark and is not reported.
   */
  final HasMetadata metadataOf(JsonNode written, Unread fault, DeserializationContext context)
      throws IOException {
    ObjectNode heading = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("apiVersion", "kind")) {
      if (written.path(name).isTextual()) {
        heading.set(name, written.get(name));
      }
    }
    heading.set("metadata", MetadataReading.readable(written.path("metadata"), context));
    HasMetadata object = (HasMetadata) whole(heading, context);
    fault.beside(object.getMetadata());
    report(object, fault);
    return object;
  }

  final void report(HasMetadata object, Unread fault) {
    if (object.getMetadata().getName() != null) {
      observer.met(
          object instanceof GenericKubernetesResource
              ? String.valueOf(object.getKind())
              : HasMetadata.getKind(object.getClass()),
          object.getMetadata().getNamespace(),
          object.getMetadata().getName(),
          fault);
    }
  }
}
