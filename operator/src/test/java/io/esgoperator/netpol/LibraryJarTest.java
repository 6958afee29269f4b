package io.esgoperator.netpol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.model.annotation.Kind;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar of the library, which the build makes before the tests. */
class LibraryJarTest {
  /** A class of each jar that it wants: Fabric8's data types, and Jackson. */
  private static final List<Class<?>> WANTED =
      List.of(
          Pod.class,
          NetworkPolicy.class,
          Kind.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonProperty.class);

  private static Path jar;

  @BeforeAll
  static void find() throws Exception {
    try (Stream<Path> made = Files.list(Path.of("target/netpol"))) {
      jar = made.filter(file -> file.toString().endsWith("-netpol.jar")).findFirst().orElseThrow();
    }
  }

  @Test
  void the_example_of_the_package_runs_with_nothing_of_the_operator() throws Exception {
    List<URL> urls =
        Stream.concat(
                Stream.of(jar.toUri().toURL(), placeOf(LibraryExample.class)),
                WANTED.stream().map(LibraryJarTest::placeOf))
            .toList();
    try (URLClassLoader alone =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> alone.loadClass("io.esgoperator.Main"))
          .isInstanceOf(ClassNotFoundException.class);
      Class<?> example = alone.loadClass(LibraryExample.class.getName());
      assertThat(((Callable<?>) example.getConstructor().newInstance()).call())
          .isEqualTo("Allowed by NetworkPolicy mail/relays, to 192.0.2.25 at TCP 25 alone");
    }
  }

  @Test
  void its_classes_use_itself_java_and_the_wanted_jars_alone() throws Exception {
    try (JarFile file = new JarFile(jar.toFile())) {
      noClasses()
          .should()
          .dependOnClassesThat(
              not(
                  resideInAnyPackage(
                      "io.esgoperator.netpol..",
                      "io.esgoperator.model",
                      "io.esgoperator.reading",
                      "io.fabric8.kubernetes.api.model..",
                      "com.fasterxml.jackson..",
                      "java..")))
          .check(new ClassFileImporter().importJar(file));
    }
  }

  private static URL placeOf(Class<?> one) {
    return one.getProtectionDomain().getCodeSource().getLocation();
  }
}
