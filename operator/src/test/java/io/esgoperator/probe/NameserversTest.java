package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as kubelets write them, and as people do. */
class NameserversTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          search mail.svc.cluster.local svc.cluster.local; nameserver 10.43.0.10; options ndots:5 | 10.43.0.10
          nameserver 10.0.0.2; nameserver 10.0.1.2                                                | 10.0.0.2 10.0.1.2
          nameserver FD00:20:0:0:0:0:0:53                                                         | fd00:20::53
          nameserver 169.254.169.254                                                              | 169.254.169.254
          '# nameserver 192.0.2.1;; nameserver   10.0.0.2'                                        | 10.0.0.2
          nameserver fe80::1; nameserver 10.0.0.2                                                 | 10.0.0.2
          nameserver fe80::1%eth9; nameserver 10.0.0.2                                            | 10.0.0.2
          nameserver 10.0.0.1; nameserver 10.0.0.2; nameserver 10.0.0.3; nameserver 10.0.0.4      | 10.0.0.1 10.0.0.2 10.0.0.3
          search example.net                                                                      |
          """)
  void a_pod_has_the_resolvers_of_its_file(String lines, String told) throws IOException {
    Path file = Files.writeString(folder.resolve("resolv.conf"), lines.replaceAll("; *", "\n"));
    assertThat(Nameservers.in(file)).isEqualTo(told == null ? List.of() : List.of(told.split(" ")));
  }

  @Test
  void this_pods_file_is_the_one_that_the_kubelet_mounts() {
    assertThat(Nameservers.ofThisPod()).isEqualTo(Nameservers.in(Path.of("/etc/resolv.conf")));
  }

  @Test
  void without_a_file_it_is_told_nothing() {
    assertThat(Nameservers.in(folder.resolve("none"))).isEmpty();
  }
}
