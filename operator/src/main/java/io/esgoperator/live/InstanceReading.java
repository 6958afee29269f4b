package io.esgoperator.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.manifest.SpecJudgement;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads an instance part by part: it leaves out a spec that breaks the jar's own schema, and those
 * parts of the status that cannot be read.
 */
final class InstanceReading extends ObjectReading {
  private static final long serialVersionUID = 1L;

  /** Marks an instance that was judged already: the client copies objects by way of JSON. */
  private static final String JUDGED = "esg-operator.io/judged";

  InstanceReading(JsonDeserializer<?> reading, UnreadObserver observer) {
    super(reading, observer);
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reading) {
    return new InstanceReading(reading, observer());
  }

  @Override
  Object read(JsonNode written, DeserializationContext context) throws IOException {
    if (!written.at("/metadata/name").isTextual() || written.path("metadata").has(JUDGED)) {
      return super.read(written, context);
    }
    EsgInstance instance = (EsgInstance) super.read(without(written, "spec", "status"), context);
    instance.getMetadata().setAdditionalProperty(JUDGED, true);
    LostFields.of(written).beside(instance.getMetadata());
    instance.setStatus(new StatusReading(context).read(written.path("status")));
    Optional<Unread> fault =
        Unread.of(instance).or(() -> spec(written.path("spec"), instance, context));
    fault.ifPresent(
        unread -> {
          unread.beside(instance.getMetadata());
          report(instance, unread);
        });
    return instance;
  }

  private static Optional<Unread> spec(
      JsonNode written, EsgInstance instance, DeserializationContext context) {
    Optional<Unread> fault = Bulk.fault("spec", written).or(() -> SpecJudgement.of(written));
    if (fault.isEmpty()) {
      try {
        instance.setSpec(context.readTreeAsValue(written, EsgInstanceSpec.class));
      } catch (JsonProcessingException unreadable) {
        return Optional.of(SpecJudgement.unreadable(List.of("spec"), unreadable));
      } catch (IOException | RuntimeException unreadable) {
        return Optional.of(new Unread("spec", "spec cannot be read: " + unreadable.getMessage()));
      }
    }
    return fault;
  }

  /** The same object without some parts; the other parts are shared, not copied. */
  static ObjectNode without(JsonNode object, String... parts) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    rest.setAll((ObjectNode) object);
    return rest.without(List.of(parts));
  }
}
