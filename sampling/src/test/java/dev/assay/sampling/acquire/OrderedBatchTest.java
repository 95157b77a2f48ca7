package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.SampleLaw;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OrderedBatchTest {
  private static final double PHI = 0.1;

  /** Ten candidates; 7, 2 and 4 are chosen, and nobody stands for 9. */
  private static OrderedBatch batch() {
    return new OrderedBatch(new int[] {7, 2, 4}, new int[] {0, 0, 1, 1, 2, 2, 2, 0, 1, -1});
  }

  private static SampleLaw law(OrderedBatch batch, int drawCount, double phi) {
    double[] probabilities = batch.inclusionProbabilities(drawCount, phi, 3);
    return OrderedPivotal.law(probabilities, batch.order());
  }

  @Test
  void everySampleEnumeratedGivesTheChosenOneMinusPhiAndAllTheFloor() {
    double[] inclusion = law(batch(), 3, PHI).inclusionProbabilities();
    double floor = PHI * 3 / 10;
    for (int i = 0; i < 10; i++) {
      boolean chosen = i == 7 || i == 2 || i == 4;
      assertThat(inclusion[i])
          .as("%d", i)
          .isCloseTo(chosen ? 1 - PHI + floor : floor, within(1e-12));
    }
  }

  @Test
  void theSameHoldsForRandomBatchesOfEverySize() {
    SeededStream random = new SeededStream(11);
    for (int trial = 0; trial < 60; trial++) {
      int count = 2 + random.nextBelow(11);
      int[] units = new int[count];
      Arrays.setAll(units, i -> i);
      random.shuffle(units);
      int[] chosen = Arrays.copyOf(units, 1 + random.nextBelow(count));
      int[] cellOf = new int[count];
      Arrays.setAll(cellOf, i -> random.nextBelow(chosen.length + 1) - 1);
      for (int place = 0; place < chosen.length; place++) {
        cellOf[chosen[place]] = place;
      }
      double phi = .01 + .98 * random.nextUnit();
      int n = chosen.length;
      double[] inclusion = law(new OrderedBatch(chosen, cellOf), n, phi).inclusionProbabilities();
      double floor = phi * n / count;
      for (int i = 0; i < count; i++) {
        boolean isChosen = cellOf[i] >= 0 && chosen[cellOf[i]] == i;
        assertThat(inclusion[i]).isCloseTo(isChosen ? 1 - phi + floor : floor, within(1e-9));
      }
    }
  }

  @Test
  void twoOfOneCellComeTogetherMoreSeldomThanByIndependentDraws() {
    SampleLaw law = law(batch(), 3, .5);
    double[] inclusion = law.inclusionProbabilities();
    double[][] joint = law.jointProbabilities();
    int[][] cells = {{7, 0, 1}, {2, 3, 8}, {4, 5, 6}};
    for (int[] cell : cells) {
      double together = joint[cell[0]][cell[1]] + joint[cell[0]][cell[2]] + joint[cell[1]][cell[2]];
      double independent =
          inclusion[cell[0]] * inclusion[cell[1]]
              + inclusion[cell[0]] * inclusion[cell[2]]
              + inclusion[cell[1]] * inclusion[cell[2]];
      assertThat(together).isLessThan(independent / 2);
    }
  }

  @Test
  void aWaveOfItIsOfTheLawAndTheSameForTheSameSeed() {
    SampleLaw law = law(batch(), 3, PHI);
    int draws = 40_000;
    int[] counts = new int[10];
    for (int seed = 0; seed < draws; seed++) {
      WaveDraw wave = WaveDesign.draw(batch(), 3, PHI, 3, seed);
      assertThat(wave.units()).hasSize(3);
      for (int unit : wave.units()) {
        counts[unit]++;
      }
    }
    for (int i = 0; i < 10; i++) {
      double p = law.inclusionProbabilities()[i];
      // Two-sided 1e-6 after Bonferroni over the candidates.
      assertThat((double) counts[i])
          .isCloseTo(draws * p, within(6 * Math.sqrt(draws * p * (1 - p))));
    }
    WaveDraw first = WaveDesign.draw(batch(), 3, PHI, 3, 5);
    WaveDraw again = WaveDesign.draw(batch(), 3, PHI, 3, 5);
    assertThat(again.units()).isEqualTo(first.units());
    assertThat(again.sliceDraws()).isEqualTo(first.sliceDraws());
    assertThat(again.inclusionProbabilities()).isEqualTo(first.inclusionProbabilities());
  }

  @Test
  void theChosenAreOfUseInTheirOrder() {
    assertThat(batch().utilities())
        .containsExactly(new double[] {0, 0, 2 / 3.0, 0, 1 / 3.0, 0, 0, 1, 0, 0}, within(1e-15));
  }

  @Test
  void whatTooFewChosenOnesLeaveIsSharedAmongTheOthers() {
    double[] inclusion = law(batch(), 5, PHI).inclusionProbabilities();
    assertThat(inclusion[7]).isCloseTo(1, within(1e-12));
    assertThat(inclusion[0]).isCloseTo(2 / 7.0, within(1e-12));
    double[] none =
        law(new OrderedBatch(new int[0], new int[] {-1, -1, -1, -1}), 1, PHI)
            .inclusionProbabilities();
    assertThat(none).containsExactly(new double[] {.25, .25, .25, .25}, within(1e-12));
  }

  @Test
  void badBatchesAreRefused() {
    assertRefused(new int[] {0, 0}, new int[] {0, 1}); // chosen twice
    assertRefused(new int[] {0}, new int[] {-1, 0}); // not in its own cell
    assertRefused(new int[] {0}, new int[] {0, 1}); // a cell of nobody
    assertRefused(new int[] {2}, new int[] {0, 0}); // no candidate
  }

  private static void assertRefused(int[] chosen, int[] cellOf) {
    assertThatThrownBy(() -> new OrderedBatch(chosen, cellOf))
        .isInstanceOf(InvalidDesignInputException.class);
  }
}
