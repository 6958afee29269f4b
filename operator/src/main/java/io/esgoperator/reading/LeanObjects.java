package io.esgoperator.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.IOException;
import java.io.Serial;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the objects small that Jackson reads. Of a short policy, Fabric8's classes hold 11 hash
 * maps and 15 lists, most of them empty, and each text anew. The lists and maps of a lean object
 * cannot be changed.
 */
public final class LeanObjects extends SimpleModule {
  @Serial private static final long serialVersionUID = 1;

  /** Fields whose texts are mostly unlike each other. */
  private static final Set<String> OWN_TEXTS = Set.of("name", "uid", "cidr", "resourceVersion");

  public LeanObjects() {
    setDeserializerModifier(new Modifying());
  }

  private static final class Modifying extends BeanDeserializerModifier {
    @Serial private static final long serialVersionUID = 1;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> reading) {
      return KubernetesResource.class.isAssignableFrom(type.getBeanClass())
          ? new Lean(reading, fields(type.getBeanClass()))
          : reading;
    }

    private static List<Field> fields(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
        for (Field field : part.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && isOfTexts(field)) {
            field.setAccessible(true);
            fields.add(field);
          }
        }
      }
      return fields;
    }

    private static boolean isOfTexts(Field field) {
      return field.getType() == Map.class
          || field.getType() == List.class
          || field.getType() == String.class && !OWN_TEXTS.contains(field.getName());
    }
  }

  private static final class Lean extends DelegatingDeserializer {
    @Serial private static final long serialVersionUID = 1;

    private final transient List<Field> fields;

    Lean(JsonDeserializer<?> reading, List<Field> fields) {
      super(reading);
      this.fields = fields;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> other) {
      return new Lean(other, fields);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      Object object = super.deserialize(parser, context);
      try {
        for (Field field : fields) {
          field.set(object, lean(field.get(object)));
        }
      } catch (IllegalAccessException closed) {
        throw new IllegalStateException("a field of Fabric8's classes is open", closed);
      }
      return object;
    }

    private static Object lean(Object value) {
      if (value instanceof String text) {
        return text.intern();
      }
      if (value instanceof List<?> list) {
        return switch (list.size()) {
          case 0 -> Collections.emptyList();
          case 1 -> Collections.singletonList(lean(list.get(0)));
          default -> trimmed(list);
        };
      }
      if (value instanceof Map<?, ?> map) {
        return switch (map.size()) {
          case 0 -> Collections.emptyMap();
          case 1 -> {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            yield Collections.singletonMap(lean(only.getKey()), lean(only.getValue()));
          }
          default -> map;
        };
      }
      return value;
    }

    private static List<?> trimmed(List<?> list) {
      if (list instanceof ArrayList<?> array) {
        array.trimToSize();
      }
      return list;
    }
  }
}
