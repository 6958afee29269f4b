package io.esgoperator.operator.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.AmbientMesh;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.OtherNetworks;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps only the needed parts of objects in informers. It works where JSON is read, so that no
 * cache ever holds the rest. JOSDK's ItemStore cannot do it: it is shared between the watched
 * namespaces, and each of them would remove the objects of the others.
 */
public final class LightObjects extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /**
   * The operator's own, JOSDK's, and those of a pod's networks; kubectl's copy of the whole object
   * is left out.
   */
  private static final List<String> ANNOTATIONS =
      List.of(
          "esg-operator.io/",
          "javaoperatorsdk.io/",
          AmbientMesh.REDIRECTION,
          OtherNetworks.ANNOTATION);

  /** A longer value of the operator's annotations is no valid one: only its hash is kept. */
  private static final int WORD = 64;

  /** The most labels, owners and finalizers of an unreadable object. */
  private static final int FEW = 64;

  /** Policies are not in it: their managed fields name their other writers. */
  private static final Map<Class<?>, UnaryOperator<HasMetadata>> LIGHT =
      Map.of(
          Service.class,
          object -> LightService.of((Service) object),
          Pod.class,
          object -> light((Pod) object),
          Job.class,
          LightObjects::light,
          EsgInstance.class,
          object -> light((EsgInstance) object));

  public LightObjects() {
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

  private static HasMetadata light(HasMetadata object) {
    ObjectMeta metadata = object.getMetadata();
    if (metadata != null) {
      metadata.setManagedFields(List.of());
      metadata.setAnnotations(
          Optional.ofNullable(metadata.getAnnotations()).orElseGet(Map::of).entrySet().stream()
              .filter(one -> ANNOTATIONS.stream().anyMatch(one.getKey()::startsWith))
              .filter(one -> one.getValue() != null)
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
    return object;
  }

  /** That a pod has other networks is enough: their list may be long. */
  private static Pod light(Pod pod) {
    light((HasMetadata) pod);
    if (pod.getMetadata() != null) {
      pod.getMetadata()
          .getAnnotations()
          .replaceAll(
              (key, value) ->
                  key.startsWith(OtherNetworks.ANNOTATION) && value.length() > WORD
                      ? Names.hash(value)
                      : value);
    }
    return pod;
  }

  /**
   * A tenant writes all of it, so only the identity and a few short values of the metadata are
   * kept.
   */
  private static HasMetadata light(EsgInstance instance) {
    List<ManagedFieldsEntry> lastWrite = lastWrite(instance.getMetadata());
    light((HasMetadata) instance);
    ObjectMeta metadata = instance.getMetadata();
    if (metadata != null) {
      metadata.setManagedFields(lastWrite);
      metadata.setLabels(Map.of());
      metadata.setFinalizers(List.of());
      metadata.setOwnerReferences(List.of());
      metadata
          .getAnnotations()
          .replaceAll((key, value) -> value.length() > WORD ? Names.hash(value) : value);
    }
    return instance;
  }

  /**
   * Only the time: it tells whether the write came before or after a change of the CRD ({@link
   * TrustedSpecs}).
   */
  private static List<ManagedFieldsEntry> lastWrite(ObjectMeta metadata) {
    return Stream.ofNullable(metadata)
        .flatMap(one -> one.getManagedFields().stream())
        .map(ManagedFieldsEntry::getTime)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .map(time -> new ManagedFieldsEntryBuilder().withTime(time).build())
        .stream()
        .toList();
  }

  /** An unreadable object keeps the mark with its fault. */
  private static HasMetadata slim(HasMetadata unread) {
    light(unread);
    ObjectMeta metadata = unread.getMetadata();
    metadata.getAnnotations().values().removeIf(value -> value.length() > WORD);
    if (metadata.getLabels() != null && metadata.getLabels().size() > FEW) {
      metadata.setLabels(Map.of());
    }
    metadata.setOwnerReferences(metadata.getOwnerReferences().stream().limit(FEW).toList());
    metadata.setFinalizers(List.of());
    return unread;
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
      if (!(object instanceof HasMetadata read)) {
        return object;
      }
      return Unread.isNone(read) ? LIGHT.get(type).apply(read) : slim(read);
    }
  }
}
