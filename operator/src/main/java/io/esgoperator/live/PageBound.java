package io.esgoperator.live;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ends the reading of a page whose objects together are too large to be held: a tenant may make
 * each of them as large as the API server allows. {@link PagedList} then asks for fewer. A page of
 * {@link #FEW} objects is read whatever their size: a larger one of an informer would never be.
 */
public final class PageBound implements Interceptor {
  /** Objects that can be held even if each is as large as etcd allows (1.5 MiB). */
  public static final int FEW = 10;

  static final int MOST_BYTES = 6 * 1024 * 1024;

  private static final Pattern LIMIT = Pattern.compile("(?:^|&)limit=(\\d{1,9})(?:&|$)");

  /** A page had more bytes than are read of one. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ExceededException(URI page) {
      super("%s has more than %d bytes".formatted(page.getPath(), MOST_BYTES));
    }
  }

  /** Holds all requests of a client to it. */
  public static void on(HttpClient.Builder client) {
    client.addOrReplaceInterceptor("page bound", new PageBound());
  }

  /** Whether a failure is this one. */
  static boolean isExceededIn(Throwable failure) {
    return Stream.iterate(failure, one -> one != null, Throwable::getCause)
        .anyMatch(ExceededException.class::isInstance);
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> reading, HttpRequest request) {
    Matcher limit = LIMIT.matcher(String.valueOf(request.uri().getQuery()));
    return limit.find() && Integer.parseInt(limit.group(1)) > FEW
        ? new Counting(reading, request.uri())
        : reading;
  }

  private static final class Counting implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final AsyncBody.Consumer<List<ByteBuffer>> reading;
    private final URI page;
    private long bytes;

    Counting(AsyncBody.Consumer<List<ByteBuffer>> reading, URI page) {
      this.reading = reading;
      this.page = page;
    }

    @Override
    public void consume(List<ByteBuffer> read, AsyncBody body) throws Exception {
      bytes += read.stream().mapToLong(ByteBuffer::remaining).sum();
      if (bytes > MOST_BYTES) {
        throw new ExceededException(page);
      }
      reading.consume(read, body);
    }

    @Override
    public <U> U unwrap(Class<U> target) {
      return reading.unwrap(target);
    }
  }
}
