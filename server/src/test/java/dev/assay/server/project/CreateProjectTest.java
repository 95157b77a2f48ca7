package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.LocalStore;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectExists;
import dev.assay.server.failure.RequestIdReused;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Combination;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GetProjectRequest;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.StaleScores;
import dev.assay.v1.StoppingPolicy;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.StratumDimension.Clusters;
import dev.assay.v1.StratumDimension.QuantileBins;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CreateProjectTest {
  private static final String NAME = "projects/digits";

  @TempDir private Path folder;
  private LocalStore local;
  private final CreateProject create =
      new CreateProject(new PolicyRules(Set.of("random", "margin", "entropy")));

  @BeforeEach
  void open() {
    local = new LocalStore(folder);
  }

  @AfterEach
  void close() {
    local.close();
  }

  private static CreateProjectRequest request(Project project) {
    return CreateProjectRequest.newBuilder()
        .setRequestId("r")
        .setProject(project)
        .setCeilingMicros(5_000_000)
        .build();
  }

  @Test
  void warnsWhereNoPriceIsNamedAndLabelsAreFree() {
    Project.Builder project = ValidRequests.project(NAME).toBuilder();
    assertThat(local.run(create, request(project.build())).getWarningsList()).isEmpty();
    project.setName(NAME + "-free").setDefaultPriceMicros(0);
    assertThat(
            local
                .run(create, request(project.build()).toBuilder().setRequestId("s").build())
                .getWarningsList())
        .as("a price of 0 is named")
        .isEmpty();
    project.setName(NAME + "-unsaid").clearDefaultPriceMicros();
    assertThat(
            local
                .run(create, request(project.build()).toBuilder().setRequestId("t").build())
                .getWarningsList())
        .singleElement()
        .asString()
        .contains("default_price_micros", "free", "UpdateProject");
  }

  @Test
  void fillsEveryDefaultInAndStoresWhatItAnswers() {
    Project unsaid = ValidRequests.project(NAME).toBuilder().clearPolicy().build();
    Project made = local.run(create, request(unsaid)).getProject();
    assertThat(made.getPolicy())
        .isEqualTo(
            Policy.newBuilder()
                .setVersion(1)
                .setStrategy("two-phase")
                .setMeasure(0.5)
                .setMonitorShare(0.5)
                .setExplorationShare(0.1)
                .setSharpness(3)
                .setLease(Durations.fromHours(1))
                .setAgreeingVotes(1)
                .setMaxVotes(1)
                .setAdjudication(
                    AdjudicationPolicy.newBuilder()
                        .setMaxRounds(2)
                        .setEscalateAfter(Durations.fromDays(1)))
                .setVerdictMethod("auto")
                .setMinScoredShare(PolicyRules.DEFAULT_MIN_SCORED_SHARE)
                .setStaleScores(StaleScores.STALE_SCORES_RANDOM)
                .build());
    assertThat(made.getState()).isEqualTo(Project.State.STATE_ACTIVE);
    assertThat(made.getEtag()).isEqualTo("1");
    assertThat(made.getUid()).hasSize(36);
    assertThat(made.getCreateTime()).isEqualTo(Timestamps.fromMillis(local.nowMillis()));
    assertThat(made.getUpdateTime()).isEqualTo(made.getCreateTime());
    var read =
        local.ask(
            new GetProject(local.store()), GetProjectRequest.newBuilder().setName(NAME).build());
    assertThat(read.getProject()).isEqualTo(made);
  }

  @Test
  void ignoresWhatOnlyTheServerWrites() {
    Project asked =
        ValidRequests.project(NAME).toBuilder()
            .setUid("mine")
            .setState(Project.State.STATE_ARCHIVED)
            .setEtag("77")
            .setPolicy(Policy.newBuilder().setVersion(9))
            .build();
    Project made = local.run(create, request(asked)).getProject();
    assertThat(made.getUid()).isNotEqualTo("mine");
    assertThat(made.getState()).isEqualTo(Project.State.STATE_ACTIVE);
    assertThat(made.getEtag()).isEqualTo("1");
    assertThat(made.getPolicy().getVersion()).isEqualTo(1);
  }

  @Test
  void maxVotesFollowsFromAgreeingVotes() {
    Project asked =
        ValidRequests.project(NAME).toBuilder()
            .setPolicy(Policy.newBuilder().setAgreeingVotes(3))
            .build();
    assertThat(local.run(create, request(asked)).getProject().getPolicy().getMaxVotes())
        .isEqualTo(5);
  }

  @Test
  void opensTheBudgetAndTheAuditLog() {
    Project made = local.run(create, request(ValidRequests.project(NAME))).getProject();
    local
        .store()
        .read(
            tables -> {
              long projectId = tables.projects().list("", true, 1).get(0).projectId();
              assertThat(tables.budgets().get(projectId).ceilingMicros()).isEqualTo(5_000_000);
              assertThat(tables.budgets().journal(projectId, 0, 10))
                  .singleElement()
                  .satisfies(
                      row -> {
                        assertThat(row.kind()).isEqualTo(JournalEntry.Kind.KIND_CEILING);
                        assertThat(row.amountMicros()).isEqualTo(5_000_000);
                        assertThat(row.requestId()).isEqualTo("r");
                      });
              AuditEvent event = tables.audit().list(projectId, 0, 10).get(0);
              assertThat(event.getSequence()).isEqualTo(1);
              assertThat(event.getRequestId()).isEqualTo("r");
              assertThat(event.getProjectCreated().getProject()).isEqualTo(made);
              assertThat(event.getProjectCreated().getCeilingMicros()).isEqualTo(5_000_000);
              return true;
            });
  }

  @Test
  void theSameRequestIsAnsweredAsTheFirstTime() {
    Project first = local.run(create, request(ValidRequests.project(NAME))).getProject();
    Project again = local.run(create, request(ValidRequests.project(NAME))).getProject();
    assertThat(again).isEqualTo(first);
    Project other = ValidRequests.project(NAME).toBuilder().setDisplayName("other").build();
    assertThatThrownBy(() -> local.run(create, request(other))).isInstanceOf(RequestIdReused.class);
  }

  @Test
  void aNameIsGivenOnce() {
    local.run(create, request(ValidRequests.project(NAME)));
    CreateProjectRequest again =
        request(ValidRequests.project(NAME)).toBuilder().setRequestId("another").build();
    assertThatThrownBy(() -> local.run(create, again)).isInstanceOf(ProjectExists.class);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(wrongDefinitions(), wrongPolicies(), wrongStrata(), wrongLimits())
        .flatMap(all -> all);
  }

  private static Stream<Arguments> wrongDefinitions() {
    return Stream.of(
        wrong("name", p -> p.setName("digits")),
        wrong("name", p -> p.setName("projects/Digits")),
        wrong("name", p -> p.setName("projects/a-")),
        wrong("name", p -> p.setName("projects/" + "a".repeat(64))),
        wrong("display_name", p -> p.setDisplayName("x".repeat(201))),
        wrong("display_name", p -> p.setDisplayName("a\nb")),
        wrong("label_schema", Project.Builder::clearLabelSchema),
        wrong("label_schema.kind", p -> schema(p).setKindValue(17)),
        wrong("label_schema.class_names", p -> schema(p).addClassNames("third")),
        wrong("label_schema.class_names[1]", p -> schema(p).setClassNames(1, "no")),
        wrong("label_schema.class_names[0]", p -> schema(p).setClassNames(0, "")),
        wrong("label_schema.class_names[0]", p -> schema(p).setClassNames(0, "x".repeat(101))),
        wrong(
            "label_schema.class_names",
            p -> schema(p).setKind(LabelSchema.Kind.KIND_MULTI_LABEL).clearClassNames()),
        wrong(
            "label_schema.class_names",
            p ->
                schema(p)
                    .setKind(LabelSchema.Kind.KIND_MULTICLASS)
                    .addAllClassNames(Collections.nCopies(1000, "x"))),
        wrong("currency_code", p -> p.setCurrencyCode("eur")),
        wrong("currency_code", p -> p.setCurrencyCode("EURO")),
        wrong("default_price_micros", p -> p.setDefaultPriceMicros(-1)),
        wrong("default_price_micros", p -> p.setDefaultPriceMicros(1_000_000_000_000_001L)));
  }

  private static Stream<Arguments> wrongLimits() {
    return Stream.of(
        wrong("policy.strategy", p -> policy(p).setStrategy("best")),
        wrong("policy.combination.terms", p -> policy(p).getCombinationBuilder()),
        wrong(
            "policy.combination.terms",
            p ->
                policy(p)
                    .getCombinationBuilder()
                    .addAllTerms(Collections.nCopies(9, term("margin").build()))),
        wrong(
            "policy.combination.terms[1].strategy",
            p -> policy(p).getCombinationBuilder().addTerms(term("margin")).addTerms(term("best"))),
        wrong(
            "policy.combination.terms[1].strategy",
            p ->
                policy(p)
                    .getCombinationBuilder()
                    .addTerms(term("margin"))
                    .addTerms(term("margin"))),
        wrong("policy.max_items_per_annotator", p -> policy(p).setMaxItemsPerAnnotator(100_001)),
        wrong("policy.max_items_per_annotator", p -> policy(p).setMaxItemsPerAnnotator(-1)),
        wrong("policy.max_score_age", p -> policy(p).setMaxScoreAge(Durations.fromMillis(59_999))),
        wrong("policy.max_score_age", p -> policy(p).setMaxScoreAge(Durations.fromDays(366))),
        wrong("policy.stale_scores", p -> policy(p).setStaleScoresValue(9)),
        wrong("policy.stopping", p -> policy(p).getStoppingBuilder().setStops(true)),
        wrong("policy.stopping.confidence", p -> stopping(p).setConfidence(0.5)),
        wrong("policy.stopping.confidence", p -> stopping(p).setConfidence(1)),
        wrong("policy.stopping.target_accuracy", p -> stopping(p).setTargetAccuracy(1.1)),
        wrong("policy.stopping.least_gain", p -> stopping(p).setLeastGain(1.1)),
        wrong("policy.stopping.rounds", p -> stopping(p).setLeastGain(0.1).setRounds(12)),
        wrong("policy.stopping.rounds", p -> stopping(p).setRounds(2)));
  }

  private static StoppingPolicy.Builder stopping(Project.Builder project) {
    return policy(project).getStoppingBuilder().setTargetAccuracy(0.9);
  }

  private static Stream<Arguments> wrongPolicies() {
    return Stream.of(
        wrong(
            "policy.combination.terms[0].weight",
            p -> policy(p).getCombinationBuilder().addTerms(term("margin").setWeight(0))),
        wrong(
            "policy.combination.terms[0].weight",
            p -> policy(p).getCombinationBuilder().addTerms(term("margin").setWeight(1001))),
        wrong(
            "policy.combination.form",
            p -> policy(p).getCombinationBuilder().addTerms(term("margin")).setFormValue(9)),
        wrong(
            "policy.combination.normalization",
            p ->
                policy(p)
                    .getCombinationBuilder()
                    .addTerms(term("margin"))
                    .setNormalizationValue(9)),
        wrong(
            "policy.combination",
            p -> policy(p).setStrategy("margin").getCombinationBuilder().addTerms(term("entropy"))),
        wrong("policy.calibration", p -> policy(p).setCalibrationValue(9)),
        wrong("policy.diversity_radius", p -> policy(p).setDiversityRadius(1.01)),
        wrong("policy.diversity_radius", p -> policy(p).setDiversityRadius(-.1)),
        wrong("policy.measure", p -> policy(p).setMeasure(-0.01)),
        wrong("policy.measure", p -> policy(p).setMeasure(1.01)),
        wrong("policy.measure", p -> policy(p).setMeasure(Double.NaN)),
        wrong("policy.exploration_share", p -> policy(p).setExplorationShare(0.009)),
        wrong("policy.exploration_share", p -> policy(p).setExplorationShare(Double.NaN)),
        wrong("policy.sharpness", p -> policy(p).setSharpness(100.1)),
        wrong("policy.sharpness", p -> policy(p).setSharpness(Double.POSITIVE_INFINITY)),
        wrong("policy.wave_size", p -> policy(p).setWaveSize(20_001)),
        wrong("policy.wave_size", p -> policy(p).setWaveSize(-1)),
        wrong("policy.lease", p -> policy(p).setLease(Durations.fromMillis(999))),
        wrong("policy.lease", p -> policy(p).setLease(Durations.fromDays(31))),
        wrong("policy.agreeing_votes", p -> policy(p).setAgreeingVotes(16)),
        wrong("policy.max_votes", p -> policy(p).setMaxVotes(32)),
        wrong("policy.max_votes", p -> policy(p).setAgreeingVotes(3).setMaxVotes(2)));
  }

  private static Stream<Arguments> wrongStrata() {
    return Stream.of(
        wrong("strata.dimensions[0]", p -> p.getStrataBuilder().addDimensionsBuilder()),
        wrong("strata.dimensions[0].attribute", p -> cut(p).setAttribute("")),
        wrong("strata.dimensions[0].attribute", p -> cut(p).setAttribute("x".repeat(64))),
        wrong(
            "strata.dimensions[0].quantile_bins.bin_count",
            p ->
                cut(p).setQuantileBins(QuantileBins.newBuilder().setAttribute("a").setBinCount(1))),
        wrong(
            "strata.dimensions[0].clusters.cluster_count",
            p -> cut(p).setClusters(Clusters.newBuilder().setClusterCount(1))),
        wrong(
            "strata.dimensions[0].clusters.cluster_count",
            p -> cut(p).setClusters(Clusters.newBuilder().setClusterCount(101))),
        wrong(
            "strata.dimensions",
            p -> {
              cut(p).setClusters(Clusters.newBuilder().setClusterCount(2));
              cut(p).setClusters(Clusters.newBuilder().setClusterCount(3));
            }),
        wrong(
            "strata.dimensions[0].quantile_bins",
            p -> cut(p).setQuantileBins(QuantileBins.newBuilder().setBinCount(2))),
        wrong(
            "strata.dimensions[0].quantile_bins.confidence",
            p ->
                cut(p)
                    .setQuantileBins(
                        QuantileBins.newBuilder().setConfidence(false).setBinCount(2))),
        wrong(
            "strata.dimensions",
            p -> {
              for (int i = 0; i < 5; i++) {
                cut(p).setAttribute("a" + i);
              }
            }));
  }

  private static Combination.Term.Builder term(String strategy) {
    return Combination.Term.newBuilder().setStrategy(strategy);
  }

  private static Arguments wrong(String field, Consumer<Project.Builder> change) {
    return Arguments.of(field, change);
  }

  private static LabelSchema.Builder schema(Project.Builder project) {
    return project.getLabelSchemaBuilder();
  }

  private static Policy.Builder policy(Project.Builder project) {
    return project.getPolicyBuilder();
  }

  private static StratumDimension.Builder cut(Project.Builder project) {
    return project.getStrataBuilder().addDimensionsBuilder();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aFieldThatCannotBeTakenIsNamed(String field, Consumer<Project.Builder> change) {
    Project.Builder project = ValidRequests.project(NAME).toBuilder();
    change.accept(project);
    assertThatThrownBy(() -> local.run(create, request(project.build())))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("project." + field + ": ");
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    CreateProjectRequest bad =
        CreateProjectRequest.newBuilder()
            .setProject(ValidRequests.project("digits").toBuilder().setCurrencyCode(""))
            .setCeilingMicros(-1)
            .build();
    assertThatThrownBy(() -> local.run(create, bad))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("request_id: ")
        .hasMessageContaining("ceiling_micros: ")
        .hasMessageContaining("project.name: ")
        .hasMessageContaining("project.currency_code: ");
  }
}
