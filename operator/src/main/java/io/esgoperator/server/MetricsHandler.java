package io.esgoperator.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code /metrics} in Prometheus' text format: all metrics, or status 500. A client that
 * reads slowly blocks no thread.
 */
public final class MetricsHandler extends Handler.Abstract {
  private final Scrapes scrapes;

  /** Writes all metrics. */
  @FunctionalInterface
  public interface Metrics {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Serves the text that this writes. */
  public MetricsHandler(Metrics metrics) {
    this.scrapes = new Scrapes(metrics, System::nanoTime);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!"/metrics".equals(request.getHttpURI().getPath())) {
      return false;
    }
    if (!HttpMethod.GET.is(request.getMethod())) {
      Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
      return true;
    }
    scrapes
        .gzipped()
        .whenComplete(
            (gzipped, failed) -> {
              if (failed != null) {
                Response.writeError(
                    request, response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500);
              } else {
                send(gzipped, request, response, callback);
              }
            });
    return true;
  }

  private static void send(byte[] gzipped, Request request, Response response, Callback callback) {
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .put(HttpHeader.VARY, "Accept-Encoding");
    if (request.getHeaders().contains(HttpHeader.ACCEPT_ENCODING, "gzip")) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      response.write(true, ByteBuffer.wrap(gzipped), callback);
    } else {
      Content.copy(Content.Source.from(unzipping(gzipped)), response, callback);
    }
  }

  private static GZIPInputStream unzipping(byte[] gzipped) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(gzipped));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
