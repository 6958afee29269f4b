package io.esgoperator;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which package knows which, and how large packages, classes and knots of classes may be. */
@AnalyzeClasses(packages = "io.esgoperator", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  private static final String ROOT = "io.esgoperator";

  /** From the roof down: a package knows those of lower floors, and none of its own floor. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of(""),
          List.of("operator"),
          List.of("operator.reconciler"),
          List.of("operator.rounds"),
          List.of("operator.turns"),
          List.of("operator.cluster"),
          List.of("operator.settings"),
          List.of(
              "cli.check",
              "cli.connectivity",
              "cli.explain",
              "cli.render",
              "cli.diff",
              "cli.status"),
          List.of("cli.rules"),
          List.of("cli.workloads"),
          List.of("cli.outside"),
          List.of("cli.gateway"),
          List.of("cli.report"),
          List.of("cli.input"),
          List.of("live"),
          List.of("observe.page"),
          List.of("observe"),
          List.of("status"),
          List.of("diagnose.identity"),
          List.of("diagnose"),
          List.of("diagnose.cause"),
          List.of("audit"),
          List.of("netpol"),
          List.of("netpol.read"),
          List.of("netpol.rule"),
          List.of("netpol.world"),
          List.of("probe.run"),
          List.of("probe.names"),
          List.of("probe.names.recursion"),
          List.of("probe.protocol", "probe.plan"),
          List.of("probe.trust", "probe.message", "probe.waiting"),
          List.of("probe"),
          List.of("policy"),
          List.of("gateway"),
          List.of("resolve", "manifest", "server"),
          List.of("manifest.kind", "manifest.yaml"),
          List.of("reading"),
          List.of("api.v1alpha1"),
          List.of("identity", "json"),
          List.of("model"));

  private static final int FILES_OF_A_PACKAGE = 25;
  private static final int LINES_OF_A_CLASS = 300;
  private static final int CLASSES_OF_A_KNOT = 3;

  /** Pairs and triples of classes that need each other; the number may fall. */
  private static final int KNOTS = 11;

  /** A class with its package, and perhaps one of its methods. */
  private static final Pattern CITED =
      Pattern.compile("`((?:[a-z]\\w*\\.)+[A-Z]\\w+)(?:\\.\\w+)?`");

  @ArchTest
  static final ArchRule no_packages_need_each_other =
      slices().matching("io.esgoperator.(**)").should().beFreeOfCycles();

  @ArchTest
  static void every_package_has_its_floor(JavaClasses all) {
    assertThat(all.stream().map(HouseTest::room).collect(toSet()))
        .containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(List::stream).toList());
  }

  @ArchTest
  static void arrows_run_down_only(JavaClasses all) {
    Set<String> upward =
        all.stream()
            .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
            .filter(HouseTest::isUpward)
            .map(arrow -> name(arrow.getOriginClass()) + " -> " + name(arrow.getTargetClass()))
            .collect(toSet());
    assertThat(upward).isEmpty();
  }

  @ArchTest
  static void no_more_than_three_classes_need_each_other(JavaClasses all) {
    assertThat(knots(all))
        .allSatisfy(knot -> assertThat(knot).hasSizeLessThanOrEqualTo(CLASSES_OF_A_KNOT));
  }

  @ArchTest
  static void no_more_classes_need_each_other_than_did(JavaClasses all) {
    assertThat(knots(all)).hasSizeLessThanOrEqualTo(KNOTS);
  }

  @ArchTest
  static void no_package_has_more_files_than_a_reader_can_hold(JavaClasses all) throws IOException {
    Map<Path, List<Path>> packages =
        sources().collect(groupingBy(Path::getParent, TreeMap::new, toList()));
    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(
            (folder, files) -> assertThat(files).hasSizeLessThanOrEqualTo(FILES_OF_A_PACKAGE));
  }

  @ArchTest
  static void no_class_is_too_long(JavaClasses all) throws IOException {
    List<Path> longer = new ArrayList<>();
    for (Path file : sources().toList()) {
      if (Files.readAllLines(file).size() > LINES_OF_A_CLASS) {
        longer.add(file);
      }
    }
    assertThat(longer).isEmpty();
  }

  @ArchTest
  static void no_two_classes_share_a_name(JavaClasses all) throws IOException {
    assertThat(Stream.concat(sources(), files("src/test/java")))
        .extracting(file -> file.getFileName().toString())
        .filteredOn(name -> !name.equals("package-info.java"))
        .doesNotHaveDuplicates();
  }

  @ArchTest
  static void the_map_names_classes_that_exist(JavaClasses all) throws IOException {
    Set<String> named =
        CITED
            .matcher(Files.readString(Path.of("..", "docs", "architecture.md")))
            .results()
            .map(cited -> ROOT + "." + cited.group(1))
            .collect(toSet());
    assertThat(named)
        .isNotEmpty()
        .isSubsetOf(all.stream().map(JavaClass::getName).collect(toSet()));
  }

  private static Stream<Path> sources() throws IOException {
    return files("src/main/java");
  }

  private static Stream<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    }
  }

  private static boolean isUpward(Dependency arrow) {
    JavaClass target = arrow.getTargetClass().getBaseComponentType();
    String from = room(arrow.getOriginClass());
    return target.getPackageName().startsWith(ROOT)
        && !from.equals(room(target))
        && floor(from) >= floor(room(target));
  }

  private static int floor(String room) {
    return FLOORS.indexOf(
        FLOORS.stream().filter(floor -> floor.contains(room)).findFirst().orElseThrow());
  }

  private static String room(JavaClass one) {
    String name = one.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }

  /** Of the file that it stands in. */
  private static String name(JavaClass one) {
    return one.getBaseComponentType().getName().replaceFirst("\\$.*", "");
  }

  /** Sets of classes in which each needs all others. */
  private static Set<Set<String>> knots(JavaClasses all) {
    Map<String, Set<String>> needs = new TreeMap<>();
    for (JavaClass one : all) {
      Set<String> needed = needs.computeIfAbsent(name(one), first -> new TreeSet<>());
      one.getDirectDependenciesFromSelf().stream()
          .map(arrow -> name(arrow.getTargetClass()))
          .filter(other -> other.startsWith(ROOT) && !other.equals(name(one)))
          .forEach(needed::add);
    }
    Map<String, Set<String>> reached = new TreeMap<>();
    needs.keySet().forEach(one -> reached.put(one, reachable(one, needs)));
    return reached.entrySet().stream()
        .map(
            one ->
                one.getValue().stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(one.getKey()))
                    .collect(toSet()))
        .filter(knot -> knot.size() > 1)
        .collect(toSet());
  }

  private static Set<String> reachable(String start, Map<String, Set<String>> needs) {
    Set<String> seen = new TreeSet<>();
    Deque<Collection<String>> ahead = new ArrayDeque<>(List.of(needs.get(start)));
    while (!ahead.isEmpty()) {
      for (String next : ahead.pop()) {
        if (seen.add(next)) {
          ahead.push(needs.getOrDefault(next, Set.of()));
        }
      }
    }
    return seen;
  }
}
