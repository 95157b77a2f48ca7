package dev.assay.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import dev.assay.server.LocalStore;
import dev.assay.server.ValidRequests;
import dev.assay.server.failure.EtagMismatch;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.ProjectNotFound;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.Combination;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GoldPolicy;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.StaleScores;
import dev.assay.v1.StrataDefinition;
import dev.assay.v1.StratumDimension;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.UpdateProjectResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpdateProjectTest {
  private static final String NAME = "projects/digits";

  @TempDir private Path folder;
  private LocalStore local;
  private Project made;
  private int requests;
  private final List<String> withdrawn = new ArrayList<>();
  private final List<String> judged = new ArrayList<>();
  private final PolicyRules rules = new PolicyRules(Set.of("random", "margin", "entropy"));
  private final UpdateProject update =
      new UpdateProject(
          rules,
          (transaction, projectId, requestId) -> withdrawn.add(requestId),
          (transaction, project, requestId) -> judged.add(requestId));
  private final ArchiveProject archive =
      new ArchiveProject((transaction, projectId, requestId) -> withdrawn.add(requestId));

  @BeforeEach
  void create() {
    local = new LocalStore(folder);
    made =
        local
            .run(
                new CreateProject(rules),
                CreateProjectRequest.newBuilder()
                    .setRequestId("create")
                    .setProject(ValidRequests.project(NAME))
                    .build())
            .getProject();
    local.advance(1000);
  }

  @AfterEach
  void close() {
    local.close();
  }

  private Project update(Project.Builder project, String... paths) {
    return local
        .run(
            update,
            UpdateProjectRequest.newBuilder()
                .setRequestId("u" + requests++)
                .setProject(project.setName(NAME))
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getProject();
  }

  private static Project.Builder policy(Policy.Builder policy) {
    return Project.newBuilder().setPolicy(policy);
  }

  @Test
  void onlyWhatTheMaskNamesIsChanged() {
    Project changed =
        update(
            Project.newBuilder().setDisplayName("Digits").setDefaultPriceMicros(7), "display_name");
    assertThat(changed.getDisplayName()).isEqualTo("Digits");
    assertThat(changed.getDefaultPriceMicros()).isEqualTo(made.getDefaultPriceMicros());
    assertThat(changed.getEtag()).isEqualTo("2");
    assertThat(changed.getUid()).isEqualTo(made.getUid());
    assertThat(changed.getCreateTime()).isEqualTo(made.getCreateTime());
    assertThat(changed.getUpdateTime()).isNotEqualTo(made.getUpdateTime());
    assertThat(withdrawn).isEmpty();
  }

  @Test
  void whatHasNoEffectIsTakenWithAWarning() {
    UpdateProjectRequest request =
        UpdateProjectRequest.newBuilder()
            .setRequestId("idle")
            .setProject(
                policy(Policy.newBuilder().setStaleScores(StaleScores.STALE_SCORES_REFUSE))
                    .setName(NAME))
            .setUpdateMask(FieldMask.newBuilder().addPaths("policy.stale_scores"))
            .build();
    UpdateProjectResponse response = local.run(update, request);
    assertThat(response.getProject().getPolicy().getStaleScores())
        .isEqualTo(StaleScores.STALE_SCORES_REFUSE);
    assertThat(response.getWarningsList())
        .singleElement()
        .asString()
        .startsWith("stale_scores has no effect");
  }

  @Test
  void anotherPolicyIsAnotherVersionAndWithdrawsTheWaves() {
    Project changed = update(policy(Policy.newBuilder().setSharpness(9)), "policy.sharpness");
    assertThat(changed.getPolicy())
        .isEqualTo(made.getPolicy().toBuilder().setSharpness(9).setVersion(2).build());
    assertThat(withdrawn).containsExactly("u0");
  }

  @Test
  void standingsFollowOtherRulesOfGoldAndNoOtherChange() {
    update(policy(Policy.newBuilder().setSharpness(9)), "policy.sharpness");
    assertThat(judged).isEmpty();
    update(
        policy(Policy.newBuilder().setGold(GoldPolicy.newBuilder().setGoodAccuracy(0.8))),
        "policy.gold");
    assertThat(judged).containsExactly("u1");
    update(Project.newBuilder(), "policy.gold");
    assertThat(judged).as("without checks standings stay").containsExactly("u1");
  }

  @Test
  void aFieldNamedButAbsentGetsItsDefaultAgain() {
    update(
        policy(Policy.newBuilder().setStrategy("entropy").setSharpness(9).setAgreeingVotes(3)),
        "policy");
    Project changed =
        update(Project.newBuilder(), "policy.sharpness", "policy.strategy", "default_price_micros");
    assertThat(changed.getPolicy().getSharpness()).isEqualTo(3);
    assertThat(changed.getPolicy().getStrategy()).isEqualTo("two-phase");
    assertThat(changed.getPolicy().getAgreeingVotes()).isEqualTo(3);
    assertThat(changed.getPolicy().getVersion()).isEqualTo(3);
    assertThat(changed.getDefaultPriceMicros()).isZero();
  }

  @Test
  void aPolicyAsAWholeReplacesTheStoredOne() {
    update(policy(Policy.newBuilder().setLease(Durations.fromMinutes(5))), "policy.lease");
    Project changed = update(policy(Policy.newBuilder().setStrategy("random")), "policy");
    assertThat(changed.getPolicy().getLease()).isEqualTo(Durations.fromHours(1));
    assertThat(changed.getPolicy().getStrategy()).isEqualTo("random");
  }

  @Test
  void aCombinationTakesThePlaceOfTheStrategyAndHasDefaults() {
    Combination combination =
        Combination.newBuilder()
            .addTerms(Combination.Term.newBuilder().setStrategy("margin").setWeight(2))
            .addTerms(Combination.Term.newBuilder().setStrategy("entropy"))
            .build();
    assertThatThrownBy(
            () ->
                update(
                    policy(Policy.newBuilder().setCombination(combination)), "policy.combination"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("beside the strategy \"two-phase\"");
    Policy changed =
        update(
                policy(Policy.newBuilder().setCombination(combination)),
                "policy.combination",
                "policy.strategy")
            .getPolicy();
    assertThat(changed.getStrategy()).isEmpty();
    assertThat(changed.getCombination().getTerms(1).getWeight()).isEqualTo(1);
    assertThat(changed.getCombination().getForm()).isEqualTo(Combination.Form.FORM_SUM);
    assertThat(changed.getCombination().getNormalization())
        .isEqualTo(Combination.Normalization.NORMALIZATION_RANK);
    Policy back = update(Project.newBuilder(), "policy.combination").getPolicy();
    assertThat(back.hasCombination()).isFalse();
    assertThat(back.getStrategy()).isEqualTo("two-phase");
  }

  @Test
  void anUpdateThatChangesNothingLeavesNoTrace() {
    Project same = update(policy(Policy.newBuilder()), "policy.strategy", "strata");
    assertThat(same).isEqualTo(made);
    assertThat(withdrawn).isEmpty();
    assertThat(events()).hasSize(1);
  }

  @Test
  void theAuditLogHoldsWhatTheProjectHasBecome() {
    Project changed =
        update(
            Project.newBuilder()
                .setStrata(
                    StrataDefinition.newBuilder()
                        .addDimensions(StratumDimension.newBuilder().setAttribute("site"))),
            "strata");
    AuditEvent event = events().get(1);
    assertThat(event.getProjectUpdated().getProject()).isEqualTo(changed);
    assertThat(event.getProjectUpdated().getPathsList()).containsExactly("strata");
  }

  @Test
  void votesThatDoNotGoTogetherWithTheStoredOnesAreRefused() {
    assertThatThrownBy(
            () -> update(policy(Policy.newBuilder().setAgreeingVotes(2)), "policy.agreeing_votes"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("set both together");
    assertThat(
            update(
                    policy(Policy.newBuilder().setAgreeingVotes(2)),
                    "policy.agreeing_votes",
                    "policy.max_votes")
                .getPolicy()
                .getMaxVotes())
        .isEqualTo(3);
  }

  @Test
  void anEtagThatIsNotTheStoredOneIsRefused() {
    update(Project.newBuilder().setDisplayName("a").setEtag("1"), "display_name");
    assertThatThrownBy(
            () -> update(Project.newBuilder().setDisplayName("b").setEtag("1"), "display_name"))
        .isInstanceOf(EtagMismatch.class)
        .hasMessageContaining("read the resource again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "uid",
        "label_schema",
        "currency_code",
        "policy.version",
        "policy.none",
        "*",
        "label_schema.kind",
        "state",
        "etag",
        ""
      })
  void whatCannotBeChangedCannotBeNamed(String path) {
    assertThatThrownBy(() -> update(Project.newBuilder(), path))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("update_mask.paths[0]: must be one of ")
        .hasMessageContaining("policy.sharpness");
  }

  @Test
  void onlyWhatTheMaskNamesIsChecked() {
    assertThat(
            update(
                    policy(Policy.newBuilder().setStrategy("none")).setDisplayName("x"),
                    "display_name")
                .getDisplayName())
        .isEqualTo("x");
    assertThatThrownBy(
            () -> update(policy(Policy.newBuilder().setStrategy("none")), "policy.strategy"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("project.policy.strategy: must be one of entropy, margin, random");
  }

  @Test
  void anUnknownProjectIsNotFound() {
    UpdateProjectRequest request =
        UpdateProjectRequest.newBuilder()
            .setRequestId("x")
            .setProject(Project.newBuilder().setName("projects/none"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("strata"))
            .build();
    assertThatThrownBy(() -> local.run(update, request)).isInstanceOf(ProjectNotFound.class);
  }

  @Test
  void anArchivedProjectIsNotChangedAgain() {
    Project archived = archive("a");
    assertThat(archived.getState()).isEqualTo(Project.State.STATE_ARCHIVED);
    assertThat(withdrawn).containsExactly("a");
    assertThat(events()).last().matches(AuditEvent::hasProjectArchived);
    assertThat(archive("b")).isEqualTo(archived);
    assertThat(withdrawn).containsExactly("a");
    assertThat(events()).hasSize(2);
    assertThatThrownBy(() -> update(Project.newBuilder().setDisplayName("x"), "display_name"))
        .isInstanceOf(ProjectArchived.class);
  }

  private Project archive(String requestId) {
    return local
        .run(
            archive,
            ArchiveProjectRequest.newBuilder().setRequestId(requestId).setName(NAME).build())
        .getProject();
  }

  private List<AuditEvent> events() {
    return local
        .store()
        .read(
            tables ->
                tables
                    .audit()
                    .list(tables.projects().list("", true, 1).get(0).projectId(), 0, 100));
  }
}
