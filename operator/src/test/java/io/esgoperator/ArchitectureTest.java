package io.esgoperator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The pure packages stay pure; which package knows which is {@link HouseTest}'s. */
@AnalyzeClasses(packages = "io.esgoperator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "io.esgoperator.model..",
    "io.esgoperator.gateway..",
    "io.esgoperator.policy..",
    "io.esgoperator.probe..",
    "io.esgoperator.netpol..",
    "io.esgoperator.audit..",
    "io.esgoperator.diagnose..",
    "io.esgoperator.status..",
    "io.esgoperator.manifest.."
  };

  @ArchTest
  static final ArchRule pure_packages_do_not_talk_to_the_cluster =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.fabric8.kubernetes.client..",
              "io.javaoperatorsdk..",
              "io.esgoperator.operator..",
              "io.esgoperator.live..",
              "io.esgoperator.observe..");

  @ArchTest
  static final ArchRule the_page_is_made_of_what_it_is_given =
      noClasses()
          .that()
          .resideInAPackage("io.esgoperator.observe.page..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule probes_do_not_know_the_cluster =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.esgoperator.probe",
              "io.esgoperator.probe.message..",
              "io.esgoperator.probe.run..",
              "io.esgoperator.probe.names..",
              "io.esgoperator.probe.protocol..",
              "io.esgoperator.probe.trust..",
              "io.esgoperator.probe.waiting..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

  @ArchTest
  static final ArchRule the_operator_knows_of_its_pods_nothing_but_the_contract =
      noClasses()
          .that()
          .resideInAPackage("io.esgoperator.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.esgoperator.probe.run..",
              "io.esgoperator.probe.names..",
              "io.esgoperator.probe.protocol..",
              "io.esgoperator.probe.trust..");

  @ArchTest
  static final ArchRule the_evaluator_of_policies_knows_no_gateway_and_no_custom_resource =
      classes()
          .that()
          .resideInAPackage("io.esgoperator.netpol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.esgoperator.netpol..",
              "io.esgoperator.reading",
              "io.esgoperator.model",
              "io.fabric8.kubernetes.api.model..",
              "com.fasterxml.jackson..",
              "java..");

  @ArchTest
  static final ArchRule the_model_depends_on_nothing_else =
      classes()
          .that()
          .resideInAPackage("io.esgoperator.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.esgoperator.model..", "java..");

  @ArchTest
  static final ArchRule no_class_is_called_helper_or_manager =
      noClasses().should().haveNameMatching(".*(Helper|Manager|Impl|Utils?)");
}
