package io.esgoperator.cli.report;

/** How a gateway's own policy counts. */
public enum OwnPolicyState {
  AS_WRITTEN("as the operator would write it", ", with the policy that the operator would write"),
  AS_IT_STANDS("as it stands", ""),
  NOT_WRITTEN(
      "not written in Audit mode", ", in Audit mode, in which the operator writes no policy");

  private final String words;
  private final String inHeading;

  OwnPolicyState(String words, String inHeading) {
    this.words = words;
    this.inHeading = inHeading;
  }

  String words() {
    return words;
  }

  String inHeading() {
    return inHeading;
  }
}
