package io.esgoperator.manifest;

import static io.esgoperator.manifest.SpecRules.every;
import static io.esgoperator.manifest.SpecRules.matches;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.PodRules;
import io.esgoperator.manifest.kind.NameForm;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The rules on labels, names and the probe's pod, each as a test of its {@code self}. */
final class PodSpecRules {
  private static final Pattern LABEL_VALUE = Pattern.compile(PodRules.LABEL_VALUE_PATTERN);
  private static final Pattern OBJECT_NAME = Pattern.compile(PodRules.OBJECT_NAME_PATTERN);
  private static final Pattern IMAGE = Pattern.compile(PodRules.IMAGE_PATTERN);
  private static final Pattern CERTIFICATE = Pattern.compile(PodRules.CERTIFICATE_PATTERN);

  private static final int LONGEST_PREFIX = 253;

  // spotless:off
  static final Map<String, Predicate<JsonNode>> TABLE =
      Map.ofEntries(
          entry(PodRules.EVERY_LABEL_KEY,           self -> self.properties().stream().allMatch(label -> NameForm.KEY.fits(label.getKey()))),
          entry(PodRules.EVERY_LABEL_VALUE,         self -> every(self, value -> matches(LABEL_VALUE, value))),
          entry(PodRules.PREFIX_FITS,               self -> prefixFits(self.path("key").asText())),
          entry(PodRules.LABEL_KEY,                 self -> NameForm.KEY.fits(self.asText())),
          entry(PodRules.LABEL_VALUE,               self -> matches(LABEL_VALUE, self)),
          entry(PodRules.OBJECT_NAME,               self -> matches(OBJECT_NAME, self)),
          entry(PodRules.EVERY_OBJECT_NAME,         self -> every(self, name -> matches(OBJECT_NAME, name))),
          entry(PodRules.IMAGE,                     self -> matches(IMAGE, self)),
          entry(PodRules.KEY_OR_EXISTS,             self -> self.has("key") || isExists(self)),
          entry(PodRules.EXISTS_WITHOUT_VALUE,      self -> !isExists(self) || self.path("value").asText().isEmpty()),
          entry(PodRules.SECONDS_BESIDE_NO_EXECUTE, self -> !self.has("tolerationSeconds") || "NoExecute".equals(self.path("effect").asText())),
          entry(PodRules.QUANTITY,                  Quantities::isQuantity),
          entry(PodRules.CPU_WITHIN_LIMIT,          self -> isWithinLimit(self, "cpu")),
          entry(PodRules.STORAGE_WITHIN_LIMIT,      self -> isWithinLimit(self, "ephemeral-storage")),
          entry(PodRules.MEMORY_WITHIN_LIMIT,       self -> isWithinLimit(self, "memory")),
          entry(PodRules.HOLDS_CERTIFICATE,         self -> CERTIFICATE.matcher(self.asText()).find()),
          entry(PodRules.HOLDS_NO_KEY,              self -> !self.asText().contains("PRIVATE KEY-----")));

  // spotless:on

  private PodSpecRules() {}

  private static boolean isWithinLimit(JsonNode resources, String name) {
    JsonNode request = resources.path("requests").path(name);
    JsonNode limit = resources.path("limits").path(name);
    return request.isMissingNode()
        || limit.isMissingNode()
        || Quantities.isQuantity(request)
            && Quantities.isQuantity(limit)
            && Quantities.isWithin(request, limit);
  }

  private static boolean isExists(JsonNode toleration) {
    return "Exists".equals(toleration.path("operator").asText());
  }

  private static boolean prefixFits(String key) {
    return key.indexOf('/') <= LONGEST_PREFIX;
  }
}
