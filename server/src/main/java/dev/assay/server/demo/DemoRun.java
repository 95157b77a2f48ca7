package dev.assay.server.demo;

import dev.assay.client.AssayClient;
import dev.assay.server.demo.crowd.Annotator;
import dev.assay.server.demo.crowd.Crowd;
import dev.assay.server.demo.learn.Classifier;
import dev.assay.server.demo.learn.Standardized;
import dev.assay.v1.Budget;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Two projects side by side, round by round: one chooses what to label, one takes it at random. */
final class DemoRun {
  private final DemoPlan plan;
  private final Side active;
  private final Side random;

  /** One arm with those who work on it. */
  private static final class Side {
    final Arm arm;
    final Platform platform;
    final Pipeline pipeline;
    @Nullable PublishedModel published;

    Side(
        AssayClient client,
        DemoPlan plan,
        String id,
        Standardized features,
        List<Annotator> crowd) {
      this.arm = new Arm(client, plan, id);
      this.platform = new Platform(arm, plan, crowd);
      this.pipeline = new Pipeline(arm, plan, features);
    }
  }

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
    run.active.arm.open("margin", features);
    run.random.arm.open("random", features);
    List<RoundResult> results = new ArrayList<>();
    boolean isOver = false;
    for (int round = 1; round <= plan.rounds() && !isOver; round++) {
      RoundResult result = run.round(round);
      results.add(result);
      onRound.accept(result);
      isOver = result.stopReason() != null;
    }
    return new Summary(List.copyOf(results), run.active.arm.highestCommittedMicros());
  }

  private RoundResult round(int round) {
    active.platform.returnBatch();
    long target = (long) round * plan.labelsPerRound();
    StopReason stopReason = active.platform.work(target);
    StopReason unused = random.platform.work(active.platform.labelCount());
    if (round == plan.keptRound() && stopReason == null) {
      active.platform.keepBatch();
    }
    PublishedModel steered = active.published;
    Judgement judgement =
        steered == null ? null : Judgement.ask(active.arm.client(), active.arm.name(), steered);
    String version = "round-" + round;
    Classifier trained = active.pipeline.train();
    Classifier trainedAtRandom = random.pipeline.train();
    Budget budget = active.arm.budget();
    GetPoolSummaryResponse pool = active.arm.poolSummary();
    active.published = active.pipeline.publish(version, trained, active.platform.served());
    random.published = random.pipeline.publish(version, trainedAtRandom, random.platform.served());
    return new RoundResult(
        round,
        budget.getFundedLabelCount(),
        random.arm.budget().getFundedLabelCount(),
        pool.getSettledCount(),
        pool.getInProgressCount(),
        new RoundResult.Spending(
            budget.getChargedMicros(), budget.getHeldMicros(), budget.getCeilingMicros()),
        version,
        active.pipeline.heldOutAccuracy(trained),
        random.pipeline.heldOutAccuracy(trainedAtRandom),
        judgement,
        stopReason);
  }
}
