package dev.assay.app.demo;

import dev.assay.app.demo.crowd.Annotator;
import dev.assay.app.demo.crowd.Crowd;
import dev.assay.app.demo.learn.Standardized;
import dev.assay.client.AssayClient;
import dev.assay.v1.Budget;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Two projects side by side, round by round: one chooses what to label, one takes it at random. */
final class DemoRun {
  private final DemoPlan plan;
  private final Side active;
  private final Side random;

  private DemoRun(AssayClient client, DemoPlan plan, Standardized features) {
    List<Annotator> crowd = Crowd.hire(plan.dataset().classNames().size(), plan.seed());
    this.plan = plan;
    this.active = new Side(client, plan, "active", features, crowd);
    this.random = new Side(client, plan, "random", features, crowd);
  }

  /**
   * Runs until the rounds or the budget are at their end.
   *
   * @param onRound told each round as soon as it has ended
   */
  static Summary run(AssayClient client, DemoPlan plan, Consumer<RoundResult> onRound) {
    Standardized features = Standardized.of(plan.dataset().features(), plan.split().pool());
    DemoRun run = new DemoRun(client, plan, features);
    run.active.arm.open(plan.policy(), features);
    run.random.arm.open(plan.policy().setStrategy("random"), features);
    List<RoundResult> results = new ArrayList<>();
    boolean isOver = false;
    for (int round = 1; round <= plan.rounds() && !isOver; round++) {
      RoundResult result = run.round(round);
      results.add(result);
      onRound.accept(result);
      isOver = result.stopReason() != null;
    }
    return new Summary(
        List.copyOf(results),
        run.active.arm.highestCommittedMicros(),
        QualityScene.run(client, plan));
  }

  private RoundResult round(int round) {
    active.platform.returnBatch();
    long target = (long) round * plan.labelsPerRound();
    StopReason stopReason = active.platform.work(target);
    StopReason unused = random.platform.work(active.platform.labelCount());
    if (round == plan.keptRound() && stopReason == null) {
      active.platform.keepBatch();
    }
    Judgement judgement = active.judgement();
    Budget budget = active.arm.budget();
    GetPoolSummaryResponse pool = active.arm.poolSummary();
    String version = "round-" + round;
    Side.Trained chosen = active.train(version);
    Side.Trained atRandom = random.train(version);
    return new RoundResult(
        round,
        budget.getFundedLabelCount(),
        random.arm.budget().getFundedLabelCount(),
        pool.getSettledCount(),
        pool.getInProgressCount(),
        chosen.wrongVerdicts(),
        new RoundResult.Spending(
            budget.getChargedMicros(), budget.getHeldMicros(), budget.getCeilingMicros()),
        version,
        chosen.heldOutAccuracy(),
        atRandom.heldOutAccuracy(),
        judgement,
        stopReason);
  }
}
