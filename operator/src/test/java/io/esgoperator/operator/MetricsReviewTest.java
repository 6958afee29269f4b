package io.esgoperator.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.server.Permission;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsReviewTest {
  private static final String TOKENS = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final String ACCESS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";

  private final FakeApiServer server = new FakeApiServer();
  private final KubernetesClient client = server.client();
  private final MetricsReview review = new MetricsReview(client);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void a_user_who_may_get_metrics_is_allowed_and_asked_for_as_the_token_says() {
    server.has(TOKENS, token(true)).has(ACCESS, access(true));
    assertThat(review.of("secret")).isEqualTo(Permission.Allowed);
    assertThat(server.writes())
        .hasSize(2)
        .anyMatch(write -> write.startsWith("POST " + TOKENS) && write.contains("\"secret\""))
        .anyMatch(
            write ->
                write.startsWith("POST " + ACCESS)
                    && write.contains("\"path\":\"/metrics\"")
                    && write.contains("\"verb\":\"get\"")
                    && write.contains("\"user\":\"system:serviceaccount:ops:prometheus\"")
                    && write.contains("\"groups\":[\"system:authenticated\"]"));
  }

  @Test
  void a_user_who_may_not_is_forbidden() {
    server.has(TOKENS, token(true)).has(ACCESS, access(false));
    assertThat(review.of("secret")).isEqualTo(Permission.Forbidden);
  }

  @Test
  void a_token_of_no_user_is_unauthenticated() {
    server.has(TOKENS, token(false)).has(ACCESS, access(true));
    assertThat(review.of("secret")).isEqualTo(Permission.Unauthenticated);
    server.has(TOKENS, Map.of("kind", "TokenReview", "apiVersion", "authentication.k8s.io/v1"));
    assertThat(review.of("secret")).isEqualTo(Permission.Unauthenticated);
  }

  @Test
  void an_answer_that_is_none_allows_nothing() {
    server
        .has(TOKENS, token(true))
        .has(
            ACCESS, Map.of("kind", "SubjectAccessReview", "apiVersion", "authorization.k8s.io/v1"));
    assertThat(review.of("secret")).isEqualTo(Permission.Forbidden);
  }

  @Test
  void an_operator_that_may_not_ask_knows_nothing() {
    assertThat(review.of("secret")).isEqualTo(Permission.Unknown);
    server.has(TOKENS, token(true));
    assertThat(review.of("secret")).isEqualTo(Permission.Unknown);
  }

  private static Map<String, Object> token(boolean authenticated) {
    return Map.of(
        "kind",
        "TokenReview",
        "apiVersion",
        "authentication.k8s.io/v1",
        "status",
        Map.of(
            "authenticated",
            authenticated,
            "user",
            Map.of(
                "username",
                "system:serviceaccount:ops:prometheus",
                "groups",
                List.of("system:authenticated"))));
  }

  private static Map<String, Object> access(boolean allowed) {
    return Map.of(
        "kind",
        "SubjectAccessReview",
        "apiVersion",
        "authorization.k8s.io/v1",
        "status",
        Map.of("allowed", allowed));
  }
}
