package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each class has a gateway in a namespace of its own, which may show any certificate. */
public abstract class OwnGateway extends FreshGateway {
  private final String namespace;

  protected OwnGateway(String namespace) {
    this.namespace = namespace;
  }

  @BeforeEach
  void start_a_gateway_of_its_own() {
    lab.startGateway(namespace);
  }

  @AfterEach
  void rest() {
    lab.rest(namespace);
  }

  /**
   * The gateway's ports show another certificate from now on.
   *
   * @param from days until it is valid; below 0, it has been for that long
   * @param until days until its end; below 0, it has ended
   * @param authority that signs it; none where it signs itself
   */
  protected void showCertificate(String host, int from, int until, String... authority) {
    inGateway(
        Stream.concat(
                Stream.of("show-certificate", host, "" + from, "" + until), Stream.of(authority))
            .toArray(String[]::new));
  }

  /** The gateway's port 25 greets by another name from now on, and answers EHLO by its own. */
  protected void greetAs(String host) {
    inGateway("postconf", "-e", "smtpd_banner=" + host + " ESMTP");
    inGateway("postfix", "reload");
  }

  private void inGateway(String... command) {
    Shell.Outcome outcome = lab.inGateway(namespace, "", command);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }
}
