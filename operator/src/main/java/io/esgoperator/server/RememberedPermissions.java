package io.esgoperator.server;

import io.esgoperator.model.BoundedMap;
import io.esgoperator.model.Sha256;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Caches for a short time what a token may do, so that neither a scrape nor a flood of tokens asks
 * the API server each time. Tokens are kept as digests. Refused tokens have a cache of their own:
 * however many there are, they evict no allowed one.
 */
public final class RememberedPermissions {
  /** As Kubernetes' own servers do it: a permission that is taken away ends within a minute. */
  static final Duration ALLOWED = Duration.ofMinutes(1);

  /** Short, so that a newly granted permission takes effect soon. */
  static final Duration REFUSED = Duration.ofSeconds(10);

  /** While the API server does not answer, an allowed token stays allowed for this long. */
  static final Duration ALLOWED_UNASKED = Duration.ofMinutes(5);

  static final int MOST_ALLOWED = 64;
  static final int MOST_REFUSED = 256;
  static final int REVIEWS_AT_ONCE = 3;

  private final Function<String, Permission> review;
  private final LongSupplier nanoTime;
  private final Map<String, Seen> allowed = BoundedMap.byUse(MOST_ALLOWED);
  private final Map<String, Seen> refused = BoundedMap.byUse(MOST_REFUSED);
  private final Set<String> asking = new HashSet<>();

  private record Seen(Permission permission, long at) {}

  /**
   * Caches what this function answers.
   *
   * @param review asks the API server about a token; it may block
   */
  public RememberedPermissions(Function<String, Permission> review, LongSupplier nanoTime) {
    this.review = review;
    this.nanoTime = nanoTime;
  }

  /**
   * What a token may do. One client waits for one review at a time, and all of them for {@link
   * #REVIEWS_AT_ONCE}: beyond that the answer is {@link Permission#Unknown}.
   */
  public Permission of(String token, String client) {
    String digest = HexFormat.of().formatHex(Sha256.of(token));
    synchronized (this) {
      Optional<Permission> known = known(digest, ALLOWED);
      if (known.isPresent()) {
        return known.get();
      }
      if (asking.size() >= REVIEWS_AT_ONCE || !asking.add(client)) {
        return known(digest, ALLOWED_UNASKED).orElse(Permission.Unknown);
      }
    }
    Permission found = Permission.Unknown;
    try {
      found = review.apply(token);
    } finally {
      remember(digest, found, client);
    }
    synchronized (this) {
      return found == Permission.Unknown
          ? known(digest, ALLOWED_UNASKED).orElse(Permission.Unknown)
          : found;
    }
  }

  private Optional<Permission> known(String digest, Duration allowedFor) {
    return fresh(allowed.get(digest), allowedFor).or(() -> fresh(refused.get(digest), REFUSED));
  }

  private Optional<Permission> fresh(Seen seen, Duration atMost) {
    return seen != null && nanoTime.getAsLong() - seen.at() < atMost.toNanos()
        ? Optional.of(seen.permission())
        : Optional.empty();
  }

  private synchronized void remember(String digest, Permission found, String client) {
    asking.remove(client);
    if (found == Permission.Unknown) {
      return;
    }
    allowed.remove(digest);
    refused.remove(digest);
    (found == Permission.Allowed ? allowed : refused)
        .put(digest, new Seen(found, nanoTime.getAsLong()));
  }
}
