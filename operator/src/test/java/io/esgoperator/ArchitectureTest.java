package io.esgoperator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The pure packages stay pure, and data flows one way. */
@AnalyzeClasses(packages = "io.esgoperator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "..catalog..", "..policy..", "..audit..", "..diagnose..", "..status..", "..manifest.."
  };

  @ArchTest
  static final ArchRule pure_packages_do_not_talk_to_the_cluster =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client.dsl..",
              "io.javaoperatorsdk..",
              "io.esgoperator.reconciler..",
              "io.esgoperator.observe..");

  @ArchTest
  static final ArchRule the_page_is_made_of_what_it_is_given =
      noClasses()
          .that()
          .resideInAPackage("..observe.page..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client.dsl..",
              "io.javaoperatorsdk..",
              "io.esgoperator.reconciler..");

  @ArchTest
  static final ArchRule probes_do_not_know_the_cluster =
      noClasses()
          .that()
          .resideInAPackage("..probe.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule the_catalogue_depends_on_no_other_package =
      classes()
          .that()
          .resideInAPackage("..catalog..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("..catalog..", "java..");

  @ArchTest
  static final ArchRule no_class_is_called_helper_or_manager =
      noClasses().should().haveNameMatching(".*(Helper|Manager|Impl|Utils?)");
}
