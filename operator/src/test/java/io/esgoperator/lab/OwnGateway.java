package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each class has a gateway in a namespace of its own, which may show any certificate. */
public abstract class OwnGateway extends FreshGateway {
  /** For a host, made by an openssl of any age, at all ports of the gateway. */
  private static final String CERTIFICATE =
      "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=%1$s"
          + " -addext subjectAltName=DNS:%1$s -keyout /etc/ssl/private/gateway.key"
          + " | openssl x509 -req -signkey /etc/ssl/private/gateway.key -copy_extensions copy -days %2$d"
          + " -out /etc/ssl/certs/gateway.crt && nginx -s reload && postfix reload";

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
   * @param days until its end; below 0, it has ended
   */
  protected void showCertificate(String host, int days) {
    assertThat(
            lab.inGateway(namespace, "", "sh", "-c", CERTIFICATE.formatted(host, days)).exitCode())
        .isZero();
  }
}
