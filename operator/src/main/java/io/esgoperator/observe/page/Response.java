package io.esgoperator.observe.page;

/**
 * The answer to a request.
 *
 * @param code of HTTP
 * @param type of the body
 */
record Response(int code, String type, String body) {
  static Response page(String html) {
    return new Response(200, "text/html; charset=utf-8", html);
  }

  /** A sentence that says what is wrong and what to do instead. */
  static Response refusal(int code, String sentence) {
    return new Response(code, "text/plain; charset=utf-8", sentence + "\n");
  }
}
