package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.failure.Failure;
import dev.assay.server.store.BudgetRow;
import dev.assay.v1.AdjustChargesRequest;
import dev.assay.v1.Assignment;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.BudgetPlan;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random sequences of everything that moves a budget: after each step the sums of the lines, the
 * journal and the balance are the same, and nothing exceeds its cap.
 */
class LedgerRandomTest {
  private static final int STEPS = 120;
  private static final String[] ANNOTATORS = {"ann", "bob", "carl"};

  @TempDir Path folder;

  private record Batch(String annotator, List<Assignment> assignments) {}

  private final List<Batch> open = new ArrayList<>();
  private int requests;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void linesJournalAndBalanceAgreeAfterEveryStep(long seed) {
    SeededStream random = new SeededStream(seed);
    Policy.Builder policy =
        Policy.newBuilder().setWaveSize(30).setAgreeingVotes(2).setExplorationShare(0.5);
    try (LocalProject project = new LocalProject(folder, Definitions.threeClasses(policy), 2_000)) {
      project.putItems(100, null);
      project.putItems(50, 25L);
      for (int step = 0; step < STEPS; step++) {
        try {
          step(project, random);
        } catch (Failure refused) {
          assertThat(refused.status().getCode()).isNotZero();
        }
        check(project);
      }
      project.verify();
      assertThat(project.budget().fundedLabelCount()).isPositive();
    }
  }

  private void step(LocalProject project, SeededStream random) {
    switch (random.nextBelow(12)) {
      case 0, 1, 2, 3 -> {
        String annotator = ANNOTATORS[random.nextBelow(3)];
        NextBatchResponse batch = project.next(annotator, 1 + random.nextBelow(12));
        open.add(new Batch(annotator, batch.getAssignmentsList()));
      }
      case 4, 5, 6 -> {
        Batch batch = take(random);
        if (!batch.assignments().isEmpty()) {
          project.submit(
              batch.annotator(), batch.assignments(), item -> random.nextUnit() < 0.7 ? "a" : "b");
        }
      }
      case 7 -> {
        Batch batch = take(random);
        if (!batch.assignments().isEmpty()) {
          project.giveBack(batch.annotator(), batch.assignments());
        }
      }
      case 8 -> project.clockMillis.addAndGet(random.nextBelow(5_000) * 1_000L);
      case 9 -> project.ceiling(random.nextBelow(3_000));
      case 10 -> project.plan(plan(random));
      default -> adjust(project, random.nextBelow(200) - 100);
    }
  }

  private Batch take(SeededStream random) {
    return open.isEmpty()
        ? new Batch("ann", List.of())
        : open.remove(random.nextBelow(open.size()));
  }

  private void adjust(LocalProject project, long micros) {
    if (micros != 0) {
      project.run(
          new AdjustCharges(),
          AdjustChargesRequest.newBuilder()
              .setRequestId("adjust" + requests++)
              .setProject(LocalProject.NAME)
              .setAmountMicros(micros)
              .setReason("test")
              .build());
    }
  }

  private static BudgetPlan.Builder plan(SeededStream random) {
    BudgetPlan.Builder plan = BudgetPlan.newBuilder();
    if (random.nextBelow(2) == 0) {
      plan.addLines(
          BudgetLine.newBuilder()
              .setName("exploit")
              .addSlices(Slice.SLICE_EXPLOIT)
              .setCeilingMicros(random.nextBelow(500)));
    }
    if (random.nextBelow(2) == 0) {
      plan.addLines(
          BudgetLine.newBuilder()
              .setName("each-day")
              .setEachAnnotator(true)
              .setPeriod(BudgetLine.Period.PERIOD_DAY)
              .setLabelCeiling(random.nextBelow(30)));
    }
    if (random.nextBelow(2) == 0) {
      plan.addLines(
          BudgetLine.newBuilder()
              .setName("weekly")
              .setPeriod(BudgetLine.Period.PERIOD_WEEK)
              .setCeilingMicros(random.nextBelow(1_000)));
    }
    if (random.nextBelow(2) == 0) {
      plan.addLines(
          BudgetLine.newBuilder()
              .setName("gold")
              .addSlices(Slice.SLICE_GOLD)
              .setSetAsideShare(0.1));
    }
    if (random.nextBelow(3) == 0) {
      plan.setLabelCeiling(random.nextBelow(150));
    }
    return plan;
  }

  private static void check(LocalProject project) {
    BudgetRow budget = project.budget();
    assertThat(budget.spent().committedMicros()).isLessThanOrEqualTo(budget.ceilingMicros());
    assertThat(Verification.whole(project.store, project.projectId()).run().found()).isEmpty();
  }
}
