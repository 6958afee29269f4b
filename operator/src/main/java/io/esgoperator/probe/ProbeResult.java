package io.esgoperator.probe;

/**
 * What one exchange showed.
 *
 * @param evidence what was sent and what came back, in one printable line of 200 characters at most
 */
public record ProbeResult(Finding finding, String evidence) {
  private static final int EVIDENCE_LENGTH = 200;

  public ProbeResult {
    String printable = evidence.replaceAll("[^\\x20-\\x7e]", "?");
    evidence =
        printable.length() <= EVIDENCE_LENGTH
            ? printable
            : printable.substring(0, EVIDENCE_LENGTH - 3) + "...";
  }

  public static ProbeResult answered(String evidence) {
    return new ProbeResult(Finding.Answered, evidence);
  }

  public static ProbeResult foreign(String evidence) {
    return new ProbeResult(Finding.ForeignAnswer, evidence);
  }

  public static ProbeResult closedEarly(String evidence) {
    return new ProbeResult(Finding.ClosedEarly, evidence);
  }

  public boolean answered() {
    return finding == Finding.Answered;
  }
}
