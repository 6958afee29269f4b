package io.esgoperator.observe.page;

/**
 * The answer to a request.
 *
 * @param code of HTTP
 * @param type of the body
 */
record Answer(int code, String type, String body) {
  static Answer page(String html) {
    return new Answer(200, "text/html; charset=utf-8", html);
  }

  /** A sentence that says what is wrong and what to do instead. */
  static Answer refusal(int code, String sentence) {
    return new Answer(code, "text/plain; charset=utf-8", sentence + "\n");
  }
}
