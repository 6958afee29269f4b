package io.esgoperator.operator;

import io.esgoperator.server.Permission;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API server to authenticate a token and whether its user may {@code get} the non-resource
 * URL {@code /metrics}. The metrics of Kubernetes' own components need the same permission.
 */
final class MetricsReview {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsReview.class);

  private final KubernetesClient client;
  private final AtomicBoolean told = new AtomicBoolean();

  MetricsReview(KubernetesClient client) {
    this.client = client;
  }

  /** {@link Permission#Unknown} where the API server does not answer; the log says so once. */
  Permission of(String token) {
    try {
      Permission permission = ask(token);
      told.set(false);
      return permission;
    } catch (KubernetesClientException silent) {
      if (!told.getAndSet(true)) {
        LOG.warn(
            "The API server does not say who may read the metrics; is the operator allowed to create tokenreviews and subjectaccessreviews?",
            silent);
      }
      return Permission.Unknown;
    }
  }

  private Permission ask(String token) {
    TokenReview review =
        client
            .resource(new TokenReviewBuilder().withNewSpec().withToken(token).endSpec().build())
            .create();
    if (review.getStatus() == null
        || !Boolean.TRUE.equals(review.getStatus().getAuthenticated())
        || review.getStatus().getUser() == null) {
      return Permission.Unauthenticated;
    }
    SubjectAccessReview access = client.resource(access(review.getStatus().getUser())).create();
    return access.getStatus() != null && Boolean.TRUE.equals(access.getStatus().getAllowed())
        ? Permission.Allowed
        : Permission.Forbidden;
  }

  private static SubjectAccessReview access(UserInfo user) {
    return new SubjectAccessReviewBuilder()
        .withNewSpec()
        .withUser(user.getUsername())
        .withUid(user.getUid())
        .withGroups(user.getGroups())
        .withExtra(user.getExtra())
        .withNewNonResourceAttributes()
        .withPath("/metrics")
        .withVerb("get")
        .endNonResourceAttributes()
        .endSpec()
        .build();
  }
}
