package dev.assay.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.demo.data.Datasets;
import dev.assay.server.embedded.EmbeddedServer;
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
      assertThat(result.adjudicated()).isPositive();
      assertThat(result.adjudicationMicros())
          .isEqualTo(result.adjudicated() * 2 * DemoPlan.PRICE_MICROS);
      assertThat((double) result.wrongVerdicts()).isLessThan(result.majorityWrong());
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
