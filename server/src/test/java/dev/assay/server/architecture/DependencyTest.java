package dev.assay.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.assay.server.answer.LabelKind;
import dev.assay.v1.LabelSchema;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * Dependencies point one way: client-sdk to proto, server to proto and sampling, features to store.
 */
@AnalyzeClasses(packages = "dev.assay", importOptions = DoNotIncludeTests.class)
final class DependencyTest {
  private static final String PROTO = "dev.assay.v1..";
  private static final String SAMPLING = "dev.assay.sampling..";
  private static final String CLIENT = "dev.assay.client..";
  private static final String SERVER = "dev.assay.server..";

  /** Wires the parts together and starts them. */
  private static final String WIRING = "dev.assay.server";

  private static final String LOG = "dev.assay.server.log..";
  private static final String RPC = "dev.assay.server.rpc..";
  private static final String STORE = "dev.assay.server.store..";

  /** Everything of the server that is not a feature. */
  private static final String[] OUTER = {WIRING, RPC, LOG};

  /** Their last bits differ between machines; StrictMath's do not. */
  private static final Set<String> INEXACT_FUNCTIONS =
      Set.of(
          "acos", "asin", "atan", "atan2", "cbrt", "cos", "cosh", "exp", "expm1", "hypot", "log",
          "log10", "log1p", "pow", "sin", "sinh", "tan", "tanh");

  @ArchTest
  static final ArchRule samplingIsPureMathematics =
      classes()
          .that()
          .resideInAPackage(SAMPLING)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  SAMPLING,
                  "java.lang..",
                  "java.math..",
                  "java.util..",
                  "org.apache.commons.math3..",
                  "org.jspecify.annotations.."))
          .because("it has no input or output, no clock, no transport and no store");

  @ArchTest
  static final ArchRule clientKnowsOnlyTheContract =
      noClasses()
          .that()
          .resideInAPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, SAMPLING, "java.sql..");

  @ArchTest
  static final ArchRule onlyLabelKindsLookAtTheKindOfASchema =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .doNotBelongToAnyOf(LabelKind.class)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(LabelSchema.Kind.class)
          .orShould()
          .callMethod(LabelSchema.class, "getKindValue")
          .because("everything else asks the label space what applies to its answers");

  @ArchTest
  static final ArchRule contractKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(PROTO)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, SAMPLING, CLIENT);

  @ArchTest
  static final ArchRule onlyTheEdgesSpeakGrpc =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .resideOutsideOfPackages(OUTER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.grpc..")
          .because("failures are typed, and rpc alone maps them to statuses");

  @ArchTest
  static final ArchRule onlyTheStoreSpeaksSql =
      noClasses()
          .that()
          .resideInAPackage("dev.assay..")
          .and()
          .resideOutsideOfPackages(STORE, "dev.assay.bench.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule theServerDoesNotKnowTheClient =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLIENT);

  @ArchTest
  static final ArchRule featuresDoNotKnowWhoCallsThem =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .resideOutsideOfPackages(OUTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(OUTER);

  @ArchTest
  static final ArchRule serverPackagesHaveNoCycles =
      slices().matching("dev.assay.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule samplingPackagesHaveNoCycles =
      slices().matching("dev.assay.sampling.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingPrints =
      noClasses()
          .should(ACCESS_STANDARD_STREAMS)
          .because("the server logs and the libraries return");

  @ArchTest
  static final ArchRule resultsAreEqualOnEveryMachine =
      noClasses()
          .should()
          .accessTargetWhere(
              describe(
                  "is a function of java.lang.Math that may differ between machines",
                  access ->
                      access.getTargetOwner().isEquivalentTo(Math.class)
                          && INEXACT_FUNCTIONS.contains(access.getTarget().getName())))
          .because("StrictMath gives the same bits everywhere");

  @ArchTest
  static final ArchRule randomnessIsSeeded =
      noClasses()
          .should()
          .accessTargetWhere(describe("is unseeded randomness", DependencyTest::unseeded))
          .because("a draw that is recorded can be repeated");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .resideOutsideOfPackages(OUTER)
          .should()
          .accessTargetWhere(describe("reads the system's clock", DependencyTest::readsClock))
          .because("an InstantSource that is passed in can be set by a test");

  private static boolean unseeded(JavaAccess<?> access) {
    boolean math =
        access.getTargetOwner().isEquivalentTo(Math.class)
            && access.getTarget().getName().equals("random");
    return math
        || access.getTargetOwner().isEquivalentTo(java.util.Random.class)
        || access.getTargetOwner().isEquivalentTo(java.util.concurrent.ThreadLocalRandom.class);
  }

  private static boolean readsClock(JavaAccess<?> access) {
    String name = access.getTarget().getName();
    boolean system =
        access.getTargetOwner().isEquivalentTo(System.class) && name.equals("currentTimeMillis");
    boolean now =
        access.getTargetOwner().isEquivalentTo(Instant.class)
            && access.getTarget().getFullName().endsWith(".now()");
    boolean clock =
        name.startsWith("system") && access.getTargetOwner().isAssignableTo(Clock.class);
    boolean source =
        name.equals("system")
            && access.getTargetOwner().isEquivalentTo(java.time.InstantSource.class);
    return system || now || clock || source;
  }
}
