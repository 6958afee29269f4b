package io.esgoperator.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * Reads every object that an API server can hold. An object that cannot be read comes out with its
 * metadata alone and with the reason attached ({@link io.esgoperator.reading.Unread}). The client's
 * own reader throws: one object then ends an informer, and with it the process.
 */
public final class TotalReading {
  /** Deeper than the API server lets any object be (10,000), so that its list can be read. */
  private static final int NESTING = 20_000;

  private TotalReading() {}

  /**
   * For {@link io.fabric8.kubernetes.client.KubernetesClientBuilder}.
   *
   * @param observer receives each object that cannot be read, each time it is read
   * @param more is applied to objects that were read, in this order
   */
  public static KubernetesSerialization serialization(UnreadObserver observer, Module... more) {
    ObjectMapper mapper =
        new ObjectMapper(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(NESTING).build())
                .build());
    // In Jackson the module that is registered first acts last.
    mapper.registerModules(more);
    mapper.registerModule(
        new SimpleModule("total reading").setDeserializerModifier(new Modifier(observer)));
    return new KubernetesSerialization(mapper, true);
  }

  private static final class Modifier extends BeanDeserializerModifier {
    private final transient UnreadObserver observer;

    Modifier(UnreadObserver observer) {
      this.observer = observer;
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reading) {
      Class<?> type = bean.getBeanClass();
      if (EsgInstance.class.isAssignableFrom(type)) {
        return new InstanceReading(reading, observer);
      }
      return HasMetadata.class.isAssignableFrom(type)
          ? new ObjectReading(reading, observer)
          : reading;
    }
  }
}
