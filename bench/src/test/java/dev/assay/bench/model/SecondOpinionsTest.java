package dev.assay.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bench.data.DataFolder;
import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.sampling.learn.ExtraTrees;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecondOpinionsTest {
  private static final Examples DIGITS =
      new SourceFiles(DataFolder.ofEnvironment(Map.of())).digits();

  @Test
  void treesReadDigitsThatTheyHaveNotSeen() {
    Halves halves = Halves.stratified(DIGITS.labels(), DIGITS.classCount(), 1);
    Examples training = DIGITS.of(halves.training());
    Examples pool = DIGITS.of(halves.pool());
    ExtraTrees trees =
        ExtraTrees.train(training.features(), training.labels(), DIGITS.classCount(), 100, 1);
    int[] predicted = ErrorScores.predictions(trees.probabilities(pool.features()));
    double errors = Arrays.stream(ErrorScores.errors(predicted, pool.labels())).sum();
    // The same kind of forest elsewhere errs on some 2.5 %; half as many again is still a forest.
    assertThat(errors / pool.size()).isLessThan(0.0375);
  }
}
