package dev.assay.server.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.adjudication.FlagItem;
import dev.assay.server.labels.ReplaceLabel;
import dev.assay.server.labels.WithdrawLabel;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.Assignment;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.EstimateAccuracyResponse;
import dev.assay.v1.EstimateMetricRequest;
import dev.assay.v1.EstimateMetricResponse;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.EstimatePrevalenceResponse;
import dev.assay.v1.FlagItemRequest;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.LabelValue;
import dev.assay.v1.Policy;
import dev.assay.v1.ReplaceLabelRequest;
import dev.assay.v1.WithdrawLabelRequest;
import dev.assay.v1.WithheldEstimate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is followed from state to state is what reading all of it would give. */
class SettledStatesTest {
  private static final String[] CLASSES = {"a", "b", "c"};

  @TempDir private Path folder;

  private record Vote(String annotator, Assignment assignment) {}

  private final SeededStream random = new SeededStream(5);
  private final List<Vote> votes = new ArrayList<>();
  private int requests;

  @Test
  void aFollowedStateIsTheStateReadAnew() {
    Policy.Builder policy =
        Policy.newBuilder()
            .setWaveSize(15)
            .setAgreeingVotes(2)
            .setMaxVotes(3)
            .setAdjudication(AdjudicationPolicy.newBuilder().setMaxRounds(1));
    int followed = 0;
    int labelled = 0;
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(policy), 1_000_000)) {
      project.putItems(120, null);
      ProjectRow row = project.store.read(tables -> tables.projects().get(project.projectId()));
      SettledStates states = new SettledStates();
      for (int step = 0; step < 100; step++) {
        SettledState before = project.store.read(tables -> states.get(tables, row));
        boolean isLabelled = step(project, row);
        labelled += isLabelled ? 1 : 0;
        followed += follows(project, row, before) ? 1 : 0;
        project.store.read(
            tables -> {
              SettledState state = states.get(tables, row); // a wave may be drawn meanwhile
              assertSame(state, SettledState.read(tables, row));
              return state;
            });
      }
    }
    assertThat(followed).as("steps that only label are followed").isGreaterThan(labelled / 2);
  }

  private static boolean follows(LocalProject project, ProjectRow row, SettledState before) {
    return project.store.read(tables -> SettledStates.follow(tables, row, before) != null);
  }

  private static void assertSame(SettledState followed, SettledState read) {
    assertThat(followed.auditSequence()).isEqualTo(read.auditSequence());
    assertThat(followed.lastLabelId()).isEqualTo(read.lastLabelId());
    assertThat(followed.setAside()).isEqualTo(read.setAside());
    assertThat(followed.sample().contested()).isEqualTo(read.sample().contested());
    assertThat(followed.sample().items()).isEqualTo(read.sample().items());
    assertThat(followed.numbered()).isEqualTo(read.numbered());
    assertThat(followed.sample().waves()).hasSameSizeAs(read.sample().waves());
    assertThat(followed.sample().servedCount()).isEqualTo(read.sample().servedCount());
  }

  @Test
  void anAnswerThatIsKeptWhileItemsAreServedIsTheAnswerComputedAnew() {
    Policy.Builder policy = Policy.newBuilder().setWaveSize(25).setExplorationShare(0.4);
    int kept = 0;
    int begun = 0;
    int withheld = 0;
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(policy), 1_000_000)) {
      project.putItems(200, null);
      project.putScores("v1", scores(200));
      ProjectRow row = project.store.read(tables -> tables.projects().get(project.projectId()));
      SettledStates states = new SettledStates();
      Answers answers = new Answers(project.store, states);
      for (int step = 0; step < 60; step++) {
        SettledState before = project.store.read(tables -> states.get(tables, row));
        if (step == 20 || step == 40) {
          project.putScores("v" + step, scores(200));
        }
        serve(project);
        SettledState after = project.store.read(tables -> states.get(tables, row));
        boolean isKept = after.evidenceSequence() == before.evidenceSequence();
        kept += isKept && after.sample().servedCount() > before.sample().servedCount() ? 1 : 0;
        begun += isKept && after.sample().waves().size() > before.sample().waves().size() ? 1 : 0;
        Answers anew = new Answers(project.store, new SettledStates());
        assertThat(answers.prevalence()).isEqualTo(anew.prevalence());
        assertThat(answers.accuracy()).isEqualTo(anew.accuracy());
        assertThat(answers.metric()).isEqualTo(anew.metric());
        withheld +=
            answers.accuracy().getAccuracy().getWithheld().getReason()
                    == WithheldEstimate.Reason.REASON_TOO_MANY_MISSING
                ? 1
                : 0;
      }
    }
    assertThat(kept).as("steps that only serve void no evidence").isGreaterThan(10);
    assertThat(begun).as("nor does a wave that begins").isPositive();
    assertThat(withheld).as("some answers are withheld for what is missing").isPositive();
  }

  /** A reader who saw the project earlier takes what one who saw it later has gathered. */
  @Test
  void anEarlierSightTakesTheLaterState() {
    try (LocalProject project =
        new LocalProject(folder, Definitions.threeClasses(Policy.newBuilder()), 1_000_000)) {
      project.putItems(50, null);
      ProjectRow row = project.store.read(tables -> tables.projects().get(project.projectId()));
      SettledStates states = new SettledStates();
      SettledState taken =
          project.store.read(
              earlier -> {
                earlier.progress().get(project.projectId()); // what it sees is fixed from here on
                serve(project);
                SettledState later =
                    CompletableFuture.supplyAsync(
                            () -> project.store.read(tables -> states.get(tables, row)))
                        .join();
                assertThat(states.get(earlier, row)).isSameAs(later);
                return later;
              });
      assertThat(taken.auditSequence()).isPositive();
    }
  }

  private record Answers(
      EstimatePrevalence prevalences, EstimateAccuracy accuracies, EstimateMetric metrics) {
    Answers(Store store, SettledStates states) {
      this(
          new EstimatePrevalence(store, states, EstimationLimits.DEFAULT),
          new EstimateAccuracy(store, states, EstimationLimits.DEFAULT),
          new EstimateMetric(store, states, EstimationLimits.DEFAULT));
    }

    EstimatePrevalenceResponse prevalence() {
      return prevalences.answer(
          EstimatePrevalenceRequest.newBuilder().setProject(LocalProject.NAME).build());
    }

    EstimateAccuracyResponse accuracy() {
      return accuracies.answer(
          EstimateAccuracyRequest.newBuilder().setProject(LocalProject.NAME).build());
    }

    EstimateMetricResponse metric() {
      return metrics.answer(
          EstimateMetricRequest.newBuilder()
              .setProject(LocalProject.NAME)
              .setMetric("precision")
              .build());
    }
  }

  private float[][] scores(int count) {
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      float first = (float) random.nextUnit();
      float second = (1 - first) * (float) random.nextUnit();
      rows[i] = new float[] {first, second, 1 - first - second};
    }
    return rows;
  }

  /** A batch, of which the answers come at once, or later, or never. */
  private void serve(LocalProject project) {
    String annotator = "ann" + any(3);
    List<Assignment> batch = project.next(annotator, 1 + any(6)).getAssignmentsList();
    if (random.nextUnit() < 0.6 && !batch.isEmpty()) {
      project.submit(annotator, batch, item -> CLASSES[any(3)]);
    }
  }

  /** One thing happens; whether it is that labels come. */
  private boolean step(LocalProject project, ProjectRow row) {
    double kind = random.nextUnit();
    if (kind < 0.1 && !votes.isEmpty()) {
      replace(project, votes.get(any(votes.size())));
      return false;
    }
    if (kind < 0.2 && !votes.isEmpty()) {
      withdraw(project, votes.remove(any(votes.size())));
      return false;
    }
    if (kind < 0.25 && flag(project, row)) {
      return false;
    }
    String annotator = "ann" + any(3);
    List<Assignment> batch = project.next(annotator, 1 + any(6)).getAssignmentsList();
    if (!batch.isEmpty()) {
      project.submit(annotator, batch, item -> CLASSES[any(3)]);
      batch.forEach(assignment -> votes.add(new Vote(annotator, assignment)));
    }
    return true;
  }

  private int any(int bound) {
    return (int) (random.nextUnit() * bound);
  }

  private void replace(LocalProject project, Vote vote) {
    project.run(
        new ReplaceLabel(project.secrets, project.models),
        ReplaceLabelRequest.newBuilder()
            .setRequestId("x" + requests++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(vote.annotator())
            .setLabel(
                LabelSubmission.newBuilder()
                    .setToken(vote.assignment().getToken())
                    .setValue(LabelValue.newBuilder().addClassNames(CLASSES[any(3)])))
            .build());
  }

  private void withdraw(LocalProject project, Vote vote) {
    project.run(
        new WithdrawLabel(project.secrets, project.models),
        WithdrawLabelRequest.newBuilder()
            .setRequestId("x" + requests++)
            .setProject(LocalProject.NAME)
            .setAnnotatorId(vote.annotator())
            .setToken(vote.assignment().getToken())
            .build());
  }

  private boolean flag(LocalProject project, ProjectRow row) {
    List<SettledItem> settled =
        project.store.read(tables -> SettledState.read(tables, row)).sample().items();
    Stream.of(settled)
        .filter(items -> !items.isEmpty())
        .map(items -> items.get(any(items.size())))
        .forEach(
            item ->
                project.run(
                    new FlagItem(project.secrets, id -> {}),
                    FlagItemRequest.newBuilder()
                        .setRequestId("x" + requests++)
                        .setProject(LocalProject.NAME)
                        .setItemId("i" + item.ordinal())
                        .build()));
    return !settled.isEmpty();
  }
}
