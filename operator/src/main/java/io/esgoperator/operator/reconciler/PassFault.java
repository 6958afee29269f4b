package io.esgoperator.operator.reconciler;

import io.esgoperator.model.PlainText;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/** What the exception that ended a pass means. */
final class PassFault {
  private static final int TOO_MANY_REQUESTS = 429;

  /** Characters of what others wrote. */
  private static final int LENGTH = 500;

  private PassFault() {}

  static Shortcoming of(Exception failed) {
    return ofClient(failed)
        .map(PassFault::ofApiServer)
        .orElseGet(
            () ->
                new Shortcoming(
                    "PassFailed",
                    "A fault of the operator ended the pass (%s). Report it with the operator's log, which says where."
                        .formatted(PlainText.line(failed.toString(), LENGTH))));
  }

  /** Whether the next try may well succeed: the API server is busy, away, or was written to. */
  static boolean isPassing(Exception failed) {
    return ofClient(failed)
        .map(KubernetesClientException::getCode)
        .filter(
            code ->
                code <= 0
                    || code == HttpURLConnection.HTTP_CONFLICT
                    || code == TOO_MANY_REQUESTS
                    || code >= HttpURLConnection.HTTP_INTERNAL_ERROR)
        .isPresent();
  }

  private static Shortcoming ofApiServer(KubernetesClientException failed) {
    String told =
        PlainText.line(
            Optional.ofNullable(failed.getStatus())
                .map(Status::getMessage)
                .orElseGet(() -> String.valueOf(failed.getMessage())),
            LENGTH);
    return failed.getCode() <= 0
        ? new Shortcoming(
            "ApiServerUnreachable", "The API server did not answer: %s.".formatted(told))
        : new Shortcoming(
            "ApiServerRefused",
            "The API server answered a request of the operator with %d: %s."
                .formatted(failed.getCode(), told));
  }

  private static Optional<KubernetesClientException> ofClient(Exception failed) {
    return Stream.<Throwable>iterate(failed, cause -> cause != null, Throwable::getCause)
        .limit(10)
        .filter(KubernetesClientException.class::isInstance)
        .map(KubernetesClientException.class::cast)
        .findFirst();
  }
}
