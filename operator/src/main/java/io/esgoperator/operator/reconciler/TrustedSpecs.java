package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.model.BoundedMap;
import io.esgoperator.reading.Lost;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds specs that may have lost fields, or that have fields unknown to this operator. The informer
 * may have read a spec by an older schema than the current one. So a spec that is new to this
 * process is read once more, and after it the schema.
 */
final class TrustedSpecs {
  private static final int MOST = 10_000;

  private final KubernetesClient client;
  private final InstalledCrd crd;
  private final Clock clock;

  /** By the instance's UID. */
  private final Map<String, EsgInstanceSpec> trusted =
      Collections.synchronizedMap(BoundedMap.byAge(MOST));

  TrustedSpecs(KubernetesClient client, InstalledCrd crd, Clock clock) {
    this.client = client;
    this.crd = crd;
    this.clock = clock;
  }

  /**
   * The instance, read from the API server if its spec is new to this process, or if the API server
   * drops fields of it now.
   */
  Optional<EsgInstance> current(EsgInstance cached) {
    if (isTrusted(cached) && crd.hold() != CrdReading.Hold.Policy) {
      return Optional.of(cached);
    }
    Optional<EsgInstance> now = Optional.ofNullable(client.resource(cached).get());
    crd.look();
    return now;
  }

  /**
   * Why the instance is not served; empty where it is. What a write would lose comes first: it must
   * not be written why a spec cannot be read, either.
   */
  Optional<Withheld> withheld(EsgInstance current) {
    Optional<Withheld> why =
        lacking(current)
            .or(() -> Unread.of(current).map(Withheld::unreadable))
            .or(() -> lost(current));
    if (why.isEmpty()) {
      trusted.put(current.getMetadata().getUid(), current.getSpec());
    }
    return why;
  }

  /** The reason alone, by the last reading of the CRD; it sends no request. */
  Optional<String> reason(EsgInstance instance) {
    if (crd.isLacking()) {
      return Optional.of(CrdReading.OUTDATED);
    }
    return Unread.isNone(instance)
        ? Withheld.lost(instance).map(Withheld::reason)
        : Optional.of(Withheld.SPEC_UNREADABLE);
  }

  /** Those of these instances that are not served, each with its reason. */
  Map<HasMetadata, String> reasons(Stream<EsgInstance> instances) {
    Map<HasMetadata, String> reasons = new LinkedHashMap<>();
    instances.forEach(one -> reason(one).ifPresent(why -> reasons.put(one, why)));
    return reasons;
  }

  private Optional<Withheld> lost(EsgInstance current) {
    return Withheld.lost(current)
        .map(why -> crd.shortcoming().isEmpty() ? why.whole(current) : why);
  }

  /** While the schema settles, what was read may hide what a write would lose. */
  private Optional<Withheld> lacking(EsgInstance current) {
    boolean lacking = crd.hold() == CrdReading.Hold.Policy;
    boolean settling = clock.instant().isBefore(crd.settled());
    if (lacking) {
      trusted.clear();
      return crd.shortcoming()
          .map(lack -> Withheld.lacking(lack, Lost.of(current), isWrittenSince(current)))
          .map(why -> settling ? why.unwritten() : why);
    }
    return settling ? Optional.of(Withheld.settling()) : Optional.empty();
  }

  /**
   * Whether the instance was written after the CRD: with that write the dropped fields are gone for
   * good.
   */
  private boolean isWrittenSince(EsgInstance current) {
    Optional<Instant> written =
        current.getMetadata().getManagedFields().stream()
            .map(entry -> time(entry.getTime()))
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder());
    return written.isPresent()
        && crd.changed().filter(changed -> changed.isBefore(written.get())).isPresent();
  }

  private static Instant time(String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException odd) {
      return null;
    }
  }

  private boolean isTrusted(EsgInstance cached) {
    return cached.getSpec() != null
        && cached.getSpec().equals(trusted.get(cached.getMetadata().getUid()));
  }
}
