package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.reading.Lost;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which specs may have lost what their authors wrote, or say what this operator does not know. The
 * informer may have read a spec by an older schema than the one of now; so a spec that is new to
 * this process is read once more, and the schema after it.
 */
final class TrustedSpecs {
  private static final int MOST = 10_000;

  private final KubernetesClient client;
  private final InstalledCrd crd;
  private final Clock clock;

  /** By the instance's UID. */
  private final Map<String, EsgInstanceSpec> trusted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EsgInstanceSpec> eldest) {
          return size() > MOST;
        }
      };

  TrustedSpecs(KubernetesClient client, InstalledCrd crd, Clock clock) {
    this.client = client;
    this.crd = crd;
    this.clock = clock;
  }

  /** The instance as the API server has it, where its spec was not looked at yet. */
  Optional<EsgInstance> current(EsgInstance cached) {
    if (isTrusted(cached)) {
      return Optional.of(cached);
    }
    Optional<EsgInstance> now = Optional.ofNullable(client.resource(cached).get());
    crd.look();
    return now;
  }

  /** Why the instance is not served; empty where it is. */
  Optional<Withheld> withheld(EsgInstance current) {
    Optional<Withheld> why =
        Unread.of(current)
            .map(Withheld::unreadable)
            .or(() -> lacking(current))
            .or(() -> lost(current));
    if (why.isEmpty()) {
      trust(current);
    }
    return why;
  }

  /** The reason alone, by what was seen last; nothing is asked. */
  Optional<String> reason(EsgInstance instance) {
    if (!Unread.isNone(instance)) {
      return Optional.of(Withheld.SPEC_UNREADABLE);
    }
    return crd.isLacking()
        ? Optional.of(CrdReading.OUTDATED)
        : Withheld.lost(instance).map(Withheld::reason);
  }

  private Optional<Withheld> lost(EsgInstance current) {
    return Withheld.lost(current)
        .map(why -> crd.shortcoming().isEmpty() ? why.whole(current) : why);
  }

  private Optional<Withheld> lacking(EsgInstance current) {
    if (crd.hold() == CrdReading.Hold.Policy) {
      forget();
      return crd.shortcoming()
          .map(lack -> Withheld.lacking(lack, Lost.of(current), isWrittenSince(current)));
    }
    return clock.instant().isBefore(crd.settled())
        ? Optional.of(Withheld.settling())
        : Optional.empty();
  }

  /** Whether the API server has forgotten by now what it dropped. */
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

  private synchronized boolean isTrusted(EsgInstance cached) {
    return cached.getSpec() != null
        && cached.getSpec().equals(trusted.get(cached.getMetadata().getUid()));
  }

  private synchronized void trust(EsgInstance current) {
    trusted.put(current.getMetadata().getUid(), current.getSpec());
  }

  private synchronized void forget() {
    trusted.clear();
  }
}
