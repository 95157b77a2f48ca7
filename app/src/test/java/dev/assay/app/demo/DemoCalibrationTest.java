package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.datasets.Dataset;
import dev.assay.datasets.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo shows is not luck of one seed. */
final class DemoCalibrationTest {
  private static final int SEEDS = 3;
  private static final int ROUNDS = 10;

  /** Models that are judged by rounds after those that cover the pool. */
  private static final Set<String> MEASURED =
      Set.of("round-4", "round-5", "round-6", "round-7", "round-8", "round-9");

  /** A calibrated server fails once in a million. */
  private static final double ALPHA = 1e-6;

  @TempDir Path folder = Path.of("");

  @Test
  void intervalsHoldTheTruthAndChosenLabelsTeachMore() throws IOException {
    List<RoundResult> all = new ArrayList<>();
    Dataset digits = Datasets.named(Datasets.DIGITS);
    for (long seed = 1; seed <= SEEDS; seed++) {
      Path own = Files.createDirectory(folder.resolve("seed-" + seed));
      try (EmbeddedServer server =
          EmbeddedServer.start(own.resolve("assay.db"), EmbeddedServer.seeded(seed))) {
        DemoRun.run(server.client(), DemoPlan.of(digits, ROUNDS, seed), all::add);
      }
    }
    List<Judgement> judged =
        all.stream()
            .map(RoundResult::judgement)
            .filter(Objects::nonNull)
            .filter(judgement -> judgement.estimated() != null)
            .toList();
    assertThat(judged).hasSize(SEEDS * (ROUNDS - 1));
    long holding = judged.stream().filter(Judgement::holdsTruth).count();
    int fewest =
        new BinomialDistribution(null, judged.size(), Judgement.LEVEL)
            .inverseCumulativeProbability(ALPHA);
    assertThat(holding).isGreaterThanOrEqualTo(fewest);
    // Narrower than Hoeffding's interval, which knows the number of labels and nothing else; where
    // the
    // pool was covered for the model to learn of, the labels tell less than as many random ones.
    assertThat(judged.stream().filter(one -> MEASURED.contains(one.modelVersion())))
        .hasSize(SEEDS * MEASURED.size())
        .allSatisfy(
            one -> {
              Judgement.Estimated interval = Objects.requireNonNull(one.estimated());
              assertThat(interval.high() - interval.low())
                  .isLessThan(Math.sqrt(2 * Math.log(2 / 0.1) / one.labelCount()));
            });

    double gain =
        all.stream()
            .filter(result -> result.round() > ROUNDS / 2)
            .mapToDouble(result -> result.accuracyActive() - result.accuracyRandom())
            .average()
            .orElseThrow();
    assertThat(gain).isPositive();
  }
}
