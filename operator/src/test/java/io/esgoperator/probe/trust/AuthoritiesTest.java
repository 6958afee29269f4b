package io.esgoperator.probe.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
  private static final X500Principal UNKNOWN = new X500Principal("CN=Nothing, O=Knows, C=XX");

  @TempDir static Path folder;

  private static Authorities written;
  private static List<X509Certificate> all;

  @BeforeAll
  static void write() throws Exception {
    written = new Authorities(Optional.of(folder.resolve("authorities")));
    written.write();
    all = new Authorities(Optional.empty()).of(Set.of());
  }

  @Test
  void every_authority_is_found_by_its_name_alone() throws Exception {
    assertThat(all).hasSizeGreaterThan(50);
    for (X509Certificate authority : all) {
      assertThat(written.of(Set.of(authority.getSubjectX500Principal())))
          .contains(authority)
          .allMatch(
              same -> same.getSubjectX500Principal().equals(authority.getSubjectX500Principal()));
    }
  }

  @Test
  void a_chain_is_looked_for_by_its_subjects_and_issuers() {
    X509Certificate root = all.get(0);
    assertThat(written.names(new X509Certificate[] {root, all.get(1)}))
        .contains(
            root.getSubjectX500Principal(),
            root.getIssuerX500Principal(),
            all.get(1).getSubjectX500Principal());
  }

  @Test
  void for_a_name_that_is_no_authoritys_any_one_is_read() throws Exception {
    assertThat(written.of(Set.of(UNKNOWN))).hasSize(1).allMatch(all::contains);
  }

  @Test
  void without_a_folder_no_name_is_looked_for() {
    assertThat(new Authorities(Optional.empty()).names(new X509Certificate[] {all.get(0)}))
        .isEmpty();
  }
}
