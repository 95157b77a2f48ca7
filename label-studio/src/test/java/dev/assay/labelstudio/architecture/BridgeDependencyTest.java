package dev.assay.labelstudio.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The bridge knows Assay by its client alone. */
@AnalyzeClasses(packages = "dev.assay.labelstudio", importOptions = DoNotIncludeTests.class)
final class BridgeDependencyTest {
  @ArchTest
  static final ArchRule bridgeKnowsNoServer =
      noClasses()
          .that()
          .resideInAPackage("dev.assay.labelstudio..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.assay.server..", "dev.assay.sampling..", "io.grpc..")
          .because("what it does must be possible with the client SDK");

  @ArchTest
  static final ArchRule onlyTheStateSpeaksSql =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.labelstudio.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule onlyHttpSendsRequests =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.assay.labelstudio.http..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule theCoreKnowsNeitherWebNorCommandLine =
      classes()
          .that()
          .resideInAnyPackage("dev.assay.labelstudio.web..", "dev.assay.labelstudio.cli..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(
              "dev.assay.labelstudio.web..", "dev.assay.labelstudio.cli..", "dev.assay.app..");
}
