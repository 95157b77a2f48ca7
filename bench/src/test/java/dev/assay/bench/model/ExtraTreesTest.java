package dev.assay.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtraTreesTest {
  @Test
  void growsUntilEveryRowOfItsOwnIsToldApart() {
    SeededStream random = new SeededStream(3);
    double[][] rows = new double[200][3];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Arrays.setAll(rows[i], d -> random.nextUnit());
      labels[i] = random.nextBelow(4);
    }
    double[][] votes = ExtraTrees.train(new Examples(rows, labels, 4), 7, 1).probabilities(rows);
    for (int i = 0; i < rows.length; i++) {
      assertThat(votes[i][labels[i]]).isEqualTo(1);
    }
  }

  @Test
  void rowsThatAreEqualShareTheirLabels() {
    double[][] rows = {{1, 2}, {1, 2}, {1, 2}, {1, 2}};
    Examples examples = new Examples(rows, new int[] {0, 0, 0, 1}, 2);
    assertThat(ExtraTrees.train(examples, 3, 1).probabilities(rows)[0]).containsExactly(.75, .25);
  }

  @Test
  void equalSeedsGrowEqualTreesAndOthersDoNot() {
    SourceFiles files = new SourceFiles(DataFolder.ofEnvironment(Map.of()));
    Examples all = files.breastCancer();
    double[][] votes = ExtraTrees.train(all, 5, 1).probabilities(all.features());
    Halves halves = Halves.stratified(all.labels(), 2, 1);
    Examples half = all.of(halves.training());
    double[][] pool = all.of(halves.pool()).features();
    assertThat(ExtraTrees.train(all, 5, 1).probabilities(all.features())).isDeepEqualTo(votes);
    assertThat(ExtraTrees.train(half, 5, 1).probabilities(pool))
        .isNotEqualTo(ExtraTrees.train(half, 5, 2).probabilities(pool));
  }

  @Test
  void readsDigitsThatItHasNotSeen() {
    SourceFiles files = new SourceFiles(DataFolder.ofEnvironment(Map.of()));
    Examples all = files.digits();
    Halves halves = Halves.stratified(all.labels(), all.classCount(), 1);
    Examples pool = all.of(halves.pool());
    int[] predicted =
        ErrorScores.predictions(
            ExtraTrees.train(all.of(halves.training()), 100, 1).probabilities(pool.features()));
    double errors = Arrays.stream(ErrorScores.errors(predicted, pool.labels())).sum();
    // The same kind of forest elsewhere errs on some 2.5 %; half as many again is still a forest.
    assertThat(errors / pool.size()).isLessThan(0.0375);
  }
}
