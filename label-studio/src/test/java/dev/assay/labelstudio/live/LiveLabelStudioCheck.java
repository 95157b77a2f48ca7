package dev.assay.labelstudio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.client.AssayClient;
import dev.assay.client.LabelSchemas;
import dev.assay.client.ProjectName;
import dev.assay.client.Scores;
import dev.assay.labelstudio.live.LivePeople.Served;
import dev.assay.labelstudio.state.Annotations;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.server.AssayServer;
import dev.assay.v1.Budget;
import dev.assay.v1.Funding;
import dev.assay.v1.Item;
import dev.assay.v1.Label;
import dev.assay.v1.LabelSubmission;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three people label images in the real Label Studio, and the bridge and Label Studio are killed
 * meanwhile. At the end every annotation is accounted for, the budget is exact, and the estimates
 * are those of the same votes handed in without Label Studio.
 */
final class LiveLabelStudioCheck {
  private static final int TASKS = 200;
  private static final int AHEAD = 6;
  private static final int CEILING_LABELS = 60;
  private static final long PRICE_MICROS = 100_000;
  private static final ProjectName PROJECT = ProjectName.of("digits");
  private static final Duration NO_MORE = Duration.ofSeconds(15);
  private static final int EVERYTHING = Integer.MAX_VALUE;

  @TempDir private Path folder;
  private int answered;

  @Test
  void everyAnnotationIsAccountedForAndTheBudgetExact() throws Exception {
    try (LiveWorld world = new LiveWorld(folder, TASKS)) {
      LivePeople people = new LivePeople(world, "ann", "ben", "cem");
      makeProject(world.assay, CEILING_LABELS * PRICE_MICROS);
      fill(world, world.assay);
      BridgeProcess bridge =
          world.startBridge("--assay-project=" + PROJECT.id(), "--ahead=" + AHEAD);
      long work = world.awaitProject("Project of Label Studio");
      label(people, work, 12);
      oddities(world, people, work);
      label(people, work, 20);
      bridge.kill();
      label(people, work, 23); // only what was released before
      bridge.start();
      label(people, work, 35);
      world.studio.kill();
      world.studio.start();
      label(people, work, EVERYTHING);
      finish(world, work);
      bridge.stop();
      account(world, work);
    }
  }

  private static void makeProject(AssayClient assay, long ceilingMicros) {
    assay
        .projects()
        .createProject(
            Project.newBuilder()
                .setName(PROJECT.toString())
                .setLabelSchema(
                    LabelSchemas.multiclass(
                        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")))
                .setCurrencyCode("EUR")
                .setDefaultPriceMicros(PRICE_MICROS)
                .setPolicy(Policy.newBuilder().setWaveSize(100))
                .build(),
            ceilingMicros);
  }

  private static void fill(LiveWorld world, AssayClient assay) {
    assay
        .pool()
        .putItems(
            PROJECT,
            world.digits.ids(TASKS).stream().map(id -> Item.newBuilder().setId(id).build()));
    assay.pool().putScores(PROJECT, "centres", Scores.ofRows(world.digits.scores(TASKS)));
  }

  /** Labels until so many answers were given, or nothing is served any more. */
  private void label(LivePeople people, long work, int until) throws Exception {
    while (answered < until) {
      Duration patience = until == EVERYTHING ? NO_MORE : LiveWorld.PATIENCE;
      Served served = people.served(work, answered, patience);
      if (served == null) {
        assertThat(until).as("nothing is served after %d answers", answered).isEqualTo(EVERYTHING);
        return;
      }
      people.answer(served.name(), served.task(), people.truth(served.task()));
      answered++;
    }
  }

  /**
   * A skip, a change, a deletion, an answer that is deleted and given anew, one that nobody asked
   * for, and a forged one.
   */
  private void oddities(LiveWorld world, LivePeople people, long work) throws Exception {
    people.skip("ann", people.awaitNext("ann", work));
    // Whoever answers the task within the second that it takes to lease it again is out-of-band.
    LiveWorld.await("the skip is seen", () -> world.number("Skipped"));
    LiveWorld.await("its place is taken", () -> world.number("Open in Label Studio") / AHEAD);
    long changed = people.awaitNext("ben", work);
    long annotation = people.answer("ben", changed, "0");
    people.change("ben", annotation, people.truth(changed));
    long gone = people.awaitNext("ann", work);
    long deleted = people.answer("ann", gone, people.truth(gone));
    long again = people.awaitNext("ben", work);
    long first = people.answer("ben", again, "0");
    people.delete("ben", first);
    people.answer("ben", again, people.truth(again));
    Awaitility.await("the votes are in")
        .atMost(LiveWorld.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> world.number("Labelled") >= answered + 3);
    people.delete("ann", deleted);
    people.answer("cem", changed, people.truth(changed)); // beyond the overlap
    people.forge("cem", "ben", people.awaitNext("cem", work), "1");
  }

  /** Waits until the bridge has seen all there is. */
  private static void finish(LiveWorld world, long work) {
    Awaitility.await("the bridge has heard of every annotation")
        .atMost(LiveWorld.PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () ->
                world.cell("Waiting for Assay").equals("0")
                    && heardOf(world) >= world.annotationsOf(work).size()
                    && world.assay.budget().getBudget(PROJECT).getHeldMicros() == 0);
  }

  private static long heardOf(LiveWorld world) {
    return List.of("Accepted", "Skipped", "Out-of-band", "Quarantined", "Deleted").stream()
        .mapToLong(world::number)
        .sum();
  }

  private void account(LiveWorld world, long work) throws Exception {
    Map<Annotations.State, Long> counts = new HashMap<>();
    try (BridgeState state = BridgeState.open(world.state())) {
      for (var annotation : world.annotationsOf(work)) {
        long id = annotation.get("id").getAsLong();
        assertThat(state.annotations().knows(id)).as("annotation %d", id).isTrue();
      }
      for (Annotations.State each : Annotations.State.values()) {
        counts.put(each, state.annotations().count(each));
      }
      assertThat(state.annotations().pending()).isEmpty();
    }
    // The answer that was given anew was deleted before the bridge looked, or after.
    assertThat(counts.get(Annotations.State.DELETED)).isBetween(1L, 2L);
    assertThat(counts.get(Annotations.State.SKIPPED)).isEqualTo(1);
    assertThat(counts.get(Annotations.State.QUARANTINED)).isEqualTo(1);
    assertThat(counts.get(Annotations.State.OUT_OF_BAND)).isPositive();
    List<Label> labels = world.assay.labels().listLabels(PROJECT).stream().toList();
    long standing =
        labels.stream().filter(label -> label.getFunding() == Funding.FUNDING_FUNDED).count();
    assertThat(standing).isEqualTo(counts.get(Annotations.State.ACCEPTED));
    assertThat(labels).hasSize(CEILING_LABELS);
    Budget budget = world.assay.budget().getBudget(PROJECT);
    assertThat(budget.getChargedMicros()).isEqualTo(CEILING_LABELS * PRICE_MICROS);
    assertThat(budget.getHeldMicros()).isZero();
    compareEstimates(world, labels);
  }

  /** The same votes, handed in by the client alone, to another server of the same seed. */
  private static void compareEstimates(LiveWorld world, List<Label> labels) throws IOException {
    Map<String, Label> votes = new HashMap<>();
    Set<String> served = new HashSet<>();
    for (Label label : labels) {
      served.add(label.getItemId());
      if (label.getFunding() == Funding.FUNDING_FUNDED) {
        votes.put(label.getItemId(), label);
      }
    }
    try (AssayServer second = world.assay("second.db");
        AssayClient direct = AssayClient.connect("127.0.0.1:" + second.port())) {
      makeProject(direct, TASKS * PRICE_MICROS);
      fill(world, direct);
      Set<String> leased = new HashSet<>();
      while (leased.size() < served.size()) {
        NextBatchResponse batch = direct.acquisition().nextBatch(PROJECT, "lessee", 1);
        batch
            .getAssignmentsList()
            .forEach(
                assignment -> {
                  leased.add(assignment.getItemId());
                  Label vote = votes.get(assignment.getItemId());
                  if (vote != null) {
                    submit(direct, assignment.getToken(), vote);
                  }
                });
      }
      assertThat(leased).as("the same items were chosen").isEqualTo(served);
      assertThat(world.assay.estimation().estimateAccuracy(PROJECT).getAccuracy())
          .isEqualTo(direct.estimation().estimateAccuracy(PROJECT).getAccuracy());
      assertThat(world.assay.estimation().estimatePrevalence(PROJECT).getClassesList())
          .isEqualTo(direct.estimation().estimatePrevalence(PROJECT).getClassesList());
    }
  }

  private static void submit(AssayClient direct, String token, Label vote) {
    LabelSubmission label =
        LabelSubmission.newBuilder().setToken(token).setValue(vote.getValue()).build();
    direct.labels().submitLabels(PROJECT, "lessee", List.of(label));
  }
}
