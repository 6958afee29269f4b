package io.esgoperator.server;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code /healthz} and {@code /readyz} with 200 or 503. */
public final class HealthHandler extends Handler.Abstract.NonBlocking {
  private final Map<String, BooleanSupplier> states;

  /** Asks these on each request; they must not block. */
  public HealthHandler(BooleanSupplier alive, BooleanSupplier ready) {
    this.states = Map.of("/healthz", alive, "/readyz", ready);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    BooleanSupplier good = states.get(request.getHttpURI().getPath());
    if (good == null) {
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      return true;
    }
    response.setStatus(
        good.getAsBoolean() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
    callback.succeeded();
    return true;
  }
}
