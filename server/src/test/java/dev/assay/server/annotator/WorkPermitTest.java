package dev.assay.server.annotator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.acquisition.TransferAssignments;
import dev.assay.server.failure.AnnotatorNotRegistered;
import dev.assay.server.failure.Failure;
import dev.assay.server.failure.ProjectArchived;
import dev.assay.server.failure.WorkNotPermitted;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.labels.WithdrawLabel;
import dev.assay.server.project.ArchiveProject;
import dev.assay.server.project.PolicyRules;
import dev.assay.server.project.UpdateProject;
import dev.assay.server.store.Spending;
import dev.assay.server.verdict.VerdictModels;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.ArchiveProjectRequest;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import dev.assay.v1.RegisterAnnotatorRequest;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.SuspendAnnotatorRequest;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.UpdateAnnotatorRequest;
import dev.assay.v1.UpdateProjectRequest;
import dev.assay.v1.WithdrawLabelRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to paid work against every rule of who may have it. */
final class WorkPermitTest {
  private static final String SERVED = "served";
  private static final long LEASE_MILLIS =
      3_600_001; // an hour, the default; the day stays the same

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made for each case
  private LocalProject project;

  private int requestCount;

  /** How an annotator, "ann", who has labelled one item today, comes to paid work. */
  private enum Way {
    BATCH,
    ADJUDICATION_BATCH,
    TRANSFER,
    ADJUDICATION_TRANSFER,
    TRANSFER_AFTER_THE_LEASE,
    REPLACEMENT,
    REPLACEMENT_OF_A_WITHDRAWN_LABEL;

    boolean isOfAdjudication() {
      return this == ADJUDICATION_BATCH || this == ADJUDICATION_TRANSFER;
    }

    boolean isBatch() {
      return this == BATCH || this == ADJUDICATION_BATCH;
    }

    boolean isReplacement() {
      return this == REPLACEMENT || this == REPLACEMENT_OF_A_WITHDRAWN_LABEL;
    }
  }

  private enum Rule {
    NONE,
    REGISTERED_ONLY,
    SUSPENDED,
    DAILY_LIMIT,
    ROLE,
    ARCHIVED;

    /** What the rule makes of the way. */
    String outcome(Way way) {
      return switch (this) {
        case NONE -> SERVED;
        case REGISTERED_ONLY -> "ANNOTATOR_NOT_REGISTERED";
        case SUSPENDED -> "ANNOTATOR_SUSPENDED";
        case DAILY_LIMIT -> way.isReplacement() ? SERVED : "DAILY_LIMIT_REACHED"; // no further work
        case ROLE -> way == Way.ADJUDICATION_BATCH ? "POOL_EXHAUSTED" : "NOTHING_FOR_ANNOTATOR";
        case ARCHIVED -> way.isBatch() ? "PROJECT_ARCHIVED" : SERVED; // granted before
      };
    }
  }

  static Stream<Arguments> matrix() {
    return Arrays.stream(Way.values())
        .flatMap(way -> Arrays.stream(Rule.values()).map(rule -> Arguments.of(way, rule)));
  }

  private void open(Way way) {
    Policy.Builder policy =
        Policy.newBuilder()
            .setAgreeingVotes(2)
            .setMaxVotes(2)
            .setAdjudication(AdjudicationPolicy.newBuilder().setMinAgreement(1));
    project = new LocalProject(folder, Definitions.threeClasses(policy), 1_000_000);
    project.putItems(way.isOfAdjudication() ? 2 : 6, null);
  }

  @AfterEach
  void close() {
    project.verify();
    project.close();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyWayToPaidWorkKeepsEveryRule(Way way, Rule rule) {
    open(way);
    register("seat");
    if (rule != Rule.REGISTERED_ONLY) {
      register("ann");
    }
    Assignment mine = project.next("ann", 1).getAssignments(0);
    project.submit("ann", List.of(mine), item -> "a");
    List<Assignment> others =
        project.next("x", way.isOfAdjudication() ? 2 : 1).getAssignmentsList();
    project.submit("x", others, item -> "a");
    if (way.isOfAdjudication()) {
      project.submit("y", project.next("y", 1).getAssignmentsList(), item -> "b");
    }
    if (way == Way.REPLACEMENT_OF_A_WITHDRAWN_LABEL) {
      withdraw(mine);
    }
    Assignment seats =
        way.isBatch() || way.isReplacement() ? mine : project.next("seat", 1).getAssignments(0);
    if (way == Way.TRANSFER_AFTER_THE_LEASE) {
      project.clockMillis.addAndGet(LEASE_MILLIS);
    }
    apply(rule, way);
    Spending before = project.budget().spent();
    assertThat(outcome(way, mine, seats)).isEqualTo(rule.outcome(way));
    if (!rule.outcome(way).equals(SERVED)) {
      assertThat(project.budget().spent()).isEqualTo(before);
    }
  }

  /** What the way answers: how it was refused, why a batch was empty, or that it was served. */
  private String outcome(Way way, Assignment mine, Assignment seats) {
    try {
      switch (way) {
        case BATCH, ADJUDICATION_BATCH -> {
          NextBatchResponse batch = project.next("ann", 1);
          return batch.getAssignmentsCount() > 0
              ? SERVED
              : batch.getStopReason().name().substring("STOP_REASON_".length());
        }
        case TRANSFER, ADJUDICATION_TRANSFER, TRANSFER_AFTER_THE_LEASE -> transfer(seats);
        case REPLACEMENT, REPLACEMENT_OF_A_WITHDRAWN_LABEL -> replace(mine);
      }
      return SERVED;
    } catch (AnnotatorNotRegistered e) {
      return "ANNOTATOR_NOT_REGISTERED";
    } catch (ProjectArchived e) {
      return "PROJECT_ARCHIVED";
    } catch (WorkNotPermitted e) {
      return String.valueOf(metadata(e).get("stop_reason"));
    }
  }

  private static Map<String, String> metadata(Failure failure) {
    try {
      return failure.status().getDetails(0).unpack(ErrorInfo.class).getMetadataMap();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("the first detail of " + failure + " is no ErrorInfo", e);
    }
  }

  private void apply(Rule rule, Way way) {
    switch (rule) {
      case NONE -> {}
      case REGISTERED_ONLY ->
          project.run(
              new UpdateProject(
                  new PolicyRules(Strategies.names(), VerdictModels.names()),
                  project.waves::withdraw,
                  (transaction, row, requestId) -> {}),
              UpdateProjectRequest.newBuilder()
                  .setRequestId(id())
                  .setProject(
                      Project.newBuilder()
                          .setName(LocalProject.NAME)
                          .setPolicy(Policy.newBuilder().setRegisteredOnly(true)))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("policy.registered_only"))
                  .build());
      case SUSPENDED ->
          project.run(
              new SuspendAnnotator(),
              SuspendAnnotatorRequest.newBuilder()
                  .setRequestId(id())
                  .setProject(LocalProject.NAME)
                  .setAnnotatorId("ann")
                  .build());
      case DAILY_LIMIT -> update(Annotator.newBuilder().setDailyLimit(1), "daily_limit");
      case ROLE ->
          update(
              Annotator.newBuilder()
                  .addRoles(
                      way.isOfAdjudication()
                          ? AnnotatorRole.ANNOTATOR_ROLE_LABELER
                          : AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR),
              "roles");
      case ARCHIVED ->
          project.run(
              new ArchiveProject(project.waves::withdraw),
              ArchiveProjectRequest.newBuilder()
                  .setRequestId(id())
                  .setName(LocalProject.NAME)
                  .build());
    }
  }

  private String id() {
    return "p" + requestCount++;
  }

  private void register(String annotatorId) {
    project.run(
        new RegisterAnnotator(),
        RegisterAnnotatorRequest.newBuilder()
            .setRequestId(id())
            .setProject(LocalProject.NAME)
            .setAnnotator(
                Annotator.newBuilder()
                    .setAnnotatorId(annotatorId)
                    .addRoles(AnnotatorRole.ANNOTATOR_ROLE_LABELER)
                    .addRoles(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR))
            .build());
  }

  private void update(Annotator.Builder annotator, String path) {
    project.run(
        new UpdateAnnotator(),
        UpdateAnnotatorRequest.newBuilder()
            .setRequestId(id())
            .setProject(LocalProject.NAME)
            .setAnnotator(annotator.setAnnotatorId("ann"))
            .setUpdateMask(FieldMask.newBuilder().addPaths(path))
            .build());
  }

  private void transfer(Assignment assignment) {
    project.run(
        new TransferAssignments(),
        TransferAssignmentsRequest.newBuilder()
            .setRequestId(id())
            .setProject(LocalProject.NAME)
            .setAnnotatorId("seat")
            .addTokens(assignment.getToken())
            .setNewAnnotatorId("ann")
            .build());
  }

  private void withdraw(Assignment assignment) {
    project.run(
        new WithdrawLabel(project.secrets, project.models),
        WithdrawLabelRequest.newBuilder()
            .setRequestId(id())
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ann")
            .setToken(assignment.getToken())
            .build());
  }

  private void replace(Assignment assignment) {
    project.run(
        new ReplaceLabel(project.secrets, project.models),
        ReplaceLabelRequest.newBuilder()
            .setRequestId(id())
            .setProject(LocalProject.NAME)
            .setAnnotatorId("ann")
            .setLabel(
                LabelSubmission.newBuilder()
                    .setToken(assignment.getToken())
                    .setValue(LabelValue.newBuilder().addClassNames("b")))
            .build());
  }
}
