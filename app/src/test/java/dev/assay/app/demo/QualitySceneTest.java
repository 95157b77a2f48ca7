package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.app.embedded.EmbeddedServer;
import dev.assay.datasets.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QualitySceneTest {
  @TempDir private Path folder;

  private QualityResult run(String dataset, long seed) throws IOException {
    Path own = Files.createTempDirectory(folder, "run");
    try (EmbeddedServer server =
        EmbeddedServer.start(own.resolve("assay.db"), EmbeddedServer.seeded(seed))) {
      return QualityScene.run(server.client(), DemoPlan.of(Datasets.named(dataset), 4, seed));
    }
  }

  @Test
  void theCarelessAnnotatorIsFoundAndVerdictsAreBetterThanTheMajoritys() throws IOException {
    for (String dataset : List.of(Datasets.BREAST_CANCER, Datasets.DIGITS)) {
      QualityResult result = run(dataset, 1);
      assertThat(result.isSuspended()).isTrue();
      assertThat(result.goldPassed()).isLessThan(result.goldCount());
      assertThat((double) result.wrongVerdicts()).isLessThan(result.majorityWrong());
    }
  }

  @Test
  void disagreementsAreAdjudicatedWithinTheirLine() throws IOException {
    for (String dataset : List.of(Datasets.BREAST_CANCER, Datasets.DIGITS)) {
      QualityResult result = run(dataset, 1);
      QualityResult.Line line = result.line();
      assertThat(result.adjudicated()).isPositive();
      assertThat(line.chargedMicros())
          .isEqualTo(result.adjudicated() * QualityScene.ADJUDICATION_PRICE_MICROS)
          .isLessThanOrEqualTo(line.ceilingMicros());
      assertThat(line.heldMicros()).isZero();
      // What waits does so because the line is spent, though the project has money left.
      assertThat(result.undecided() > 0)
          .isEqualTo(line.leftMicros() < QualityScene.ADJUDICATION_PRICE_MICROS);
      assertThat(result.chargedMicros()).isGreaterThan(line.chargedMicros());
    }
  }

  @Test
  void aSeedGivesTheSameSceneInEveryStore() throws IOException {
    assertThat(run(Datasets.BREAST_CANCER, 3)).isEqualTo(run(Datasets.BREAST_CANCER, 3));
  }

  @Test
  void majorityIsWrongByItsShareOfATie() {
    assertThat(Majority.wrong(List.of("a", "b"), "a")).isEqualTo(0.5);
    assertThat(Majority.wrong(List.of("a", "b", "b"), "a")).isEqualTo(1);
    assertThat(Majority.wrong(List.of("a", "a", "b"), "a")).isZero();
    assertThat(Majority.wrong(List.of(), "a")).isEqualTo(1);
  }
}
