package dev.assay.app.demo;

import dev.assay.app.demo.crowd.Annotator;
import dev.assay.app.demo.crowd.Crowd;
import dev.assay.app.demo.learn.Standardized;
import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.client.AssayClient;
import dev.assay.datasets.Dataset;
import dev.assay.v1.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * The same job for several seeds, each through a server of its own and by several policies: how
 * well the labels train, and whether the estimates hold.
 *
 * <p>Rounds are small, for strategies differ while labels are few: 12 rounds of 20 items, or fewer
 * where the pool is small.
 */
final class SeedStudy {
  static final int ROUNDS = 12;

  /** What projects had that named neither a strategy nor a share, before there were two phases. */
  private static final double EARLIER_EXPLORATION_SHARE = 0.3;

  /** A policy by a name: that of its project. */
  private enum Contender {
    RANDOM(policy -> policy.setStrategy("random")),
    MARGIN(policy -> policy.setStrategy("margin").setExplorationShare(EARLIER_EXPLORATION_SHARE)),
    DEFAULT(policy -> policy);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final UnaryOperator<Policy.Builder> change;

    Contender(UnaryOperator<Policy.Builder> change) {
      this.change = change;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private SeedStudy() {}

  /**
   * Runs it.
   *
   * @param firstSeed the first of as many seeds as are asked for
   * @param onSeed told each seed before its run
   * @return one for each policy; the first took its labels at random
   */
  static List<SeedResult> run(
      Dataset dataset, int rounds, long firstSeed, int seeds, LongConsumer onSeed)
      throws IOException {
    Map<Contender, SeedResult> results = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      results.put(contender, new SeedResult(contender.id()));
    }
    for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
      onSeed.accept(seed);
      DemoPlan plan = DemoPlan.ofSmallRounds(dataset, rounds, seed);
      Path store = Files.createTempDirectory("assay-demo-").resolve("assay.db");
      try (EmbeddedServer server = EmbeddedServer.start(store, EmbeddedServer.seeded(seed))) {
        results.forEach((contender, result) -> run(server.client(), plan, contender, result));
      }
    }
    return List.copyOf(results.values());
  }

  private static void run(
      AssayClient client, DemoPlan plan, Contender contender, SeedResult result) {
    Standardized features = Standardized.of(plan.dataset().features(), plan.split().pool());
    List<Annotator> crowd = Crowd.hire(plan.dataset().classNames().size(), plan.seed());
    Side side = new Side(client, plan, contender.id(), features, crowd);
    side.arm.open(contender.change.apply(plan.policy()), features);
    double sum = 0;
    int rounds = plan.rounds() - 1; // the last would end with the budget
    for (int round = 1; round <= rounds; round++) {
      side.platform.work((long) round * plan.labelsPerRound());
      Judgement judgement = side.judgement();
      if (judgement != null) {
        result.judged(judgement);
      }
      sum += side.train("round-" + round).heldOutAccuracy();
    }
    result.curve(sum / rounds);
  }
}
