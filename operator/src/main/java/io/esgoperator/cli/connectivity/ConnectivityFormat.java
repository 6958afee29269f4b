package io.esgoperator.cli.connectivity;

import io.esgoperator.manifest.BadInputException;

/** The format of a report. */
enum ConnectivityFormat {
  text(ConnectivityTable::text),
  json(ConnectivityJson::write),
  csv(ConnectivityTable::csv),
  markdown(ConnectivityTable::markdown),
  dot(ConnectivityGraph::write),
  html(ConnectivityPicture::write),
  /** Of rules alone. */
  sarif(null);

  private final Writing writing;

  /** Writes a report. */
  interface Writing {
    /**
     * The text.
     *
     * @throws BadInputException where the format cannot take that much
     */
    String of(ConnectivityReport report) throws BadInputException;
  }

  ConnectivityFormat(Writing writing) {
    this.writing = writing;
  }

  /**
   * Writes a report in this format.
   *
   * @throws BadInputException where it is one of rules alone
   */
  Writing writing() throws BadInputException {
    if (writing == null) {
      throw new BadInputException(
          "--format", "%s is for rules: add --deny, --require or --rules.".formatted(this));
    }
    return writing;
  }
}
