package dev.assay.sampling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExtraTreesTest {
  private static final double[][] ROWS = new double[200][3];
  private static final int[] LABELS = new int[ROWS.length];

  static {
    SeededStream random = new SeededStream(3);
    for (int i = 0; i < ROWS.length; i++) {
      Arrays.setAll(ROWS[i], d -> random.nextUnit());
      LABELS[i] = random.nextBelow(4);
    }
  }

  @Test
  void growsUntilEveryRowOfItsOwnIsToldApart() {
    double[][] votes = ExtraTrees.train(ROWS, LABELS, 4, 7, 1).probabilities(ROWS);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(votes[i][LABELS[i]]).isEqualTo(1);
    }
  }

  @Test
  void rowsThatAreEqualShareTheirLabels() {
    double[][] rows = {{1, 2}, {1, 2}, {1, 2}, {1, 2}, {3, 4}};
    ExtraTrees trees = ExtraTrees.train(rows, new int[] {0, 0, 0, 1, 2}, 3, 3, 1);
    assertThat(trees.probabilities(rows)[0]).containsExactly(.75, .25, 0);
    assertThat(trees.probabilities(rows)[4]).containsExactly(0, 0, 1);
  }

  @Test
  void equalSeedsGrowEqualTreesAndOthersDoNot() {
    double[][] others = {{.1, .2, .3}, {.4, .5, .6}, {.7, .8, .9}, {.9, .1, .5}};
    double[][] votes = ExtraTrees.train(ROWS, LABELS, 4, 50, 1).probabilities(others);
    assertThat(ExtraTrees.train(ROWS, LABELS, 4, 50, 1).probabilities(others)).isDeepEqualTo(votes);
    assertThat(ExtraTrees.train(ROWS, LABELS, 4, 50, 2).probabilities(others)).isNotEqualTo(votes);
  }

  /** The record of its votes, which every machine must give. */
  @Test
  void votesAreTheSameOnEveryMachine() {
    ExtraTrees trees = ExtraTrees.train(ROWS, LABELS, 4, 300, 5);
    assertThat(trees.share(new double[] {.5, .5, .5}, 0) * 300).isEqualTo(41);
  }
}
