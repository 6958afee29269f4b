package io.esgoperator.probe.trust;

import io.esgoperator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * The public authorities of this Java. To read all of them takes a tenth of a probe's processor
 * time, and a chain needs one: the image has each in a file that is called by its subject.
 *
 * @param folder of those files; empty where all are read
 */
record Authorities(Optional<Path> folder) {
  private static final Path IN_THE_IMAGE = Path.of("/app/authorities");

  /** Names other authorities, in JAVA_TOOL_OPTIONS too. */
  private static final String OTHERS = "javax.net.ssl.trustStore";

  /** Those of the machine on which this runs. */
  static Authorities ofThisJava() {
    return new Authorities(
        Optional.of(IN_THE_IMAGE)
            .filter(Files::isDirectory)
            .filter(files -> System.getProperty(OTHERS) == null));
  }

  /** The names by which the chain's authority is looked for; none where all are read. */
  Set<X500Principal> names(X509Certificate[] chain) {
    return folder.isEmpty()
        ? Set.of()
        : Stream.of(chain)
            .flatMap(one -> Stream.of(one.getSubjectX500Principal(), one.getIssuerX500Principal()))
            .collect(Collectors.toSet());
  }

  /**
   * Those of some names; any other one where there is none of them, since a judge must know one.
   */
  List<X509Certificate> of(Set<X500Principal> names) throws GeneralSecurityException, IOException {
    if (folder.isEmpty()) {
      return all();
    }
    List<X509Certificate> named = new ArrayList<>();
    for (X500Principal name : names) {
      for (int number = 0; Files.exists(file(name, number)); number++) {
        named.add(read(file(name, number)));
      }
    }
    return named.isEmpty() ? List.of(any()) : named;
  }

  private X509Certificate any() throws CertificateException, IOException {
    try (Stream<Path> files = Files.list(folder.orElseThrow())) {
      return read(files.min(Comparator.naturalOrder()).orElseThrow());
    }
  }

  private static List<X509Certificate> all() throws GeneralSecurityException {
    return List.of(managerOf(null).getAcceptedIssuers());
  }

  /** Writes each authority of this Java to a file. */
  void write() throws GeneralSecurityException, IOException {
    Files.createDirectories(folder.orElseThrow());
    for (X509Certificate authority : all()) {
      int number = 0;
      while (Files.exists(file(authority.getSubjectX500Principal(), number))) {
        number++;
      }
      Files.write(file(authority.getSubjectX500Principal(), number), authority.getEncoded());
    }
  }

  private Path file(X500Principal name, int number) {
    return folder.orElseThrow().resolve("%s-%d".formatted(hash(name), number));
  }

  /** Of the name's canonical form, in which names that match are equal (RFC 5280 section 7.1). */
  private static String hash(X500Principal name) {
    return HexFormat.of().formatHex(Sha256.of(name.getName(X500Principal.CANONICAL)), 0, 8);
  }

  private static X509Certificate read(Path file) throws CertificateException, IOException {
    try (InputStream der = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
    }
  }

  /** The manager that trusts a store's certificates; null stands for those of this Java. */
  static X509ExtendedTrustManager managerOf(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
