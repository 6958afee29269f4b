package io.esgoperator.reconciler;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads of the kinds that informers keep only what the operator uses. It is done where JSON is
 * read, so that no cache ever holds the rest: JOSDK shares an ItemStore between the namespaces that
 * it watches, and each of them would clear away the objects of the others.
 */
final class LightObjects extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** The operator's own and JOSDK's; kubectl's copy of the whole object is not among them. */
  private static final List<String> ANNOTATIONS =
      List.of("esg-operator.io/", "javaoperatorsdk.io/");

  /** Policies are not among them: their managed fields tell what else writes them. */
  private static final Map<Class<?>, UnaryOperator<Object>> LIGHT =
      Map.of(
          Service.class, object -> LightService.of((Service) object),
          Pod.class, object -> withoutManagedFields((Pod) object),
          Job.class, object -> withoutManagedFields((Job) object),
          EsgInstance.class, object -> light((EsgInstance) object));

  LightObjects() {
    setDeserializerModifier(
        new BeanDeserializerModifier() {
          private static final long serialVersionUID = 1L;

          @Override
          public JsonDeserializer<?> modifyDeserializer(
              DeserializationConfig config, BeanDescription type, JsonDeserializer<?> whole) {
            return LIGHT.containsKey(type.getBeanClass())
                ? new Reading(whole, type.getBeanClass())
                : whole;
          }
        });
  }

  private static <T extends HasMetadata> T withoutManagedFields(T object) {
    if (object.getMetadata() != null) {
      object.getMetadata().setManagedFields(List.of());
    }
    return object;
  }

  private static EsgInstance light(EsgInstance instance) {
    if (instance.getMetadata() != null && instance.getMetadata().getAnnotations() != null) {
      instance
          .getMetadata()
          .setAnnotations(
              instance.getMetadata().getAnnotations().entrySet().stream()
                  .filter(one -> ANNOTATIONS.stream().anyMatch(one.getKey()::startsWith))
                  .filter(one -> one.getValue() != null)
                  .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
    return withoutManagedFields(instance);
  }

  private static final class Reading extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final Class<?> type;

    Reading(JsonDeserializer<?> whole, Class<?> type) {
      super(whole);
      this.type = type;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
      return new Reading(whole, type);
    }

    @Override
    public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
      Object object = super.deserialize(json, context);
      return object instanceof HasMetadata read && Unread.isNone(read)
          ? LIGHT.get(type).apply(object)
          : object;
    }
  }
}
