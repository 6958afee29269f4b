package io.esgoperator.server;

import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Serves a request only if its bearer token (RFC 6750) has the permission. */
public final class AuthorizedHandler extends Handler.Wrapper {
  private static final String BEARER = "bearer ";

  private final RememberedPermissions permissions;

  /** Passes permitted requests on to the handler. */
  public AuthorizedHandler(RememberedPermissions permissions, Handler answers) {
    super(answers);
    this.permissions = permissions;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Permission permission = permission(request);
    if (permission == Permission.Allowed) {
      return super.handle(request, response, callback);
    }
    if (permission == Permission.Unauthenticated) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    Response.writeError(request, response, callback, status(permission));
    return true;
  }

  private Permission permission(Request request) {
    String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return Permission.Unauthenticated;
    }
    String token = header.substring(BEARER.length()).strip();
    return token.isEmpty()
        ? Permission.Unauthenticated
        : permissions.of(token, Request.getRemoteAddr(request));
  }

  private static int status(Permission permission) {
    return switch (permission) {
      case Allowed -> HttpStatus.OK_200;
      case Forbidden -> HttpStatus.FORBIDDEN_403;
      case Unauthenticated -> HttpStatus.UNAUTHORIZED_401;
      case Unknown -> HttpStatus.SERVICE_UNAVAILABLE_503;
    };
  }
}
