package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WaveDesignTest {
  private static final int CANDIDATES = 40;
  private static final int DRAWN = 10;
  private static final double SHARE = 0.3;
  private static final int DRAWS = 40_000;

  /** Two-sided 1e-6 after Bonferroni over the candidates. */
  private static final double Z_LIMIT = 6;

  private static double[] utilities() {
    SeededStream random = new SeededStream(7);
    double[] utilities = new double[CANDIDATES];
    Arrays.setAll(utilities, i -> random.nextUnit());
    return utilities;
  }

  private static void assertFrequency(int[] counts, double[] probabilities) {
    for (int i = 0; i < counts.length; i++) {
      double p = probabilities[i];
      double deviation = Math.sqrt(DRAWS * p * (1 - p));
      assertThat((double) counts[i])
          .as("unit %d", i)
          .isCloseTo(DRAWS * p, within(Z_LIMIT * deviation + 1e-9));
    }
  }

  @Test
  void probabilitiesSumToTheDrawAndKeepTheFloor() {
    WaveDraw draw = WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, 1);
    assertThat(Arrays.stream(draw.inclusionProbabilities()).sum()).isCloseTo(DRAWN, within(1e-8));
    assertThat(draw.explorationFloor()).isCloseTo(SHARE * DRAWN / CANDIDATES, within(1e-15));
    assertThat(Arrays.stream(draw.inclusionProbabilities()).boxed())
        .allSatisfy(p -> assertThat(p).isBetween(draw.explorationFloor() - 1e-12, 1.0));
  }

  @Test
  void everyDrawHasThePlannedSize() {
    for (int seed = 0; seed < 200; seed++) {
      int[] units = WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, seed).units();
      assertThat(Arrays.stream(units).distinct().count()).isEqualTo(DRAWN);
    }
  }

  @Test
  void drawnUnitsServedUnitsAndTheExplorationSliceHaveTheirProbabilities() {
    double[] utilities = utilities();
    int[] drawn = new int[CANDIDATES];
    int[] servedFirstHalf = new int[CANDIDATES];
    int[] explored = new int[CANDIDATES];
    WaveDraw draw = WaveDesign.draw(new Utilities(utilities), DRAWN, SHARE, 3, 0);
    for (int seed = 0; seed < DRAWS; seed++) {
      draw = WaveDesign.draw(new Utilities(utilities), DRAWN, SHARE, 3, seed);
      for (int position = 0; position < DRAWN; position++) {
        int unit = draw.units()[position];
        drawn[unit]++;
        servedFirstHalf[unit] += position < DRAWN / 2 ? 1 : 0;
        explored[unit] += draw.isExploration(position) ? 1 : 0;
      }
    }
    double[] probabilities = draw.inclusionProbabilities();
    assertFrequency(drawn, probabilities);
    assertFrequency(servedFirstHalf, Arrays.stream(probabilities).map(p -> p / 2).toArray());
    double[] floor = new double[CANDIDATES];
    Arrays.fill(floor, draw.explorationFloor());
    assertFrequency(explored, floor);
  }

  @Test
  void theSameArgumentsDrawTheSameWaveAndAnotherSeedAnother() {
    WaveDraw first = WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, 5);
    WaveDraw again = WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, 5);
    WaveDraw other = WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, 6);
    assertThat(again.units()).isEqualTo(first.units());
    assertThat(again.sliceDraws()).isEqualTo(first.sliceDraws());
    assertThat(again.inclusionProbabilities()).isEqualTo(first.inclusionProbabilities());
    assertThat(other.units()).isNotEqualTo(first.units());
  }

  @Test
  void aWaveIsTheSameOnEveryMachine() {
    assertThat(WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 3, 5).units())
        .containsExactly(13, 30, 16, 10, 37, 6, 35, 2, 25, 12);
  }

  @Test
  void sharpnessZeroAndFullExplorationIgnoreTheUtility() {
    double uniform = (double) DRAWN / CANDIDATES;
    assertThat(
            Arrays.stream(
                    WaveDesign.draw(new Utilities(utilities()), DRAWN, SHARE, 0, 1)
                        .inclusionProbabilities())
                .boxed())
        .allSatisfy(p -> assertThat(p).isCloseTo(uniform, within(1e-9)));
    assertThat(
            Arrays.stream(
                    WaveDesign.draw(new Utilities(utilities()), DRAWN, 1, 3, 1)
                        .inclusionProbabilities())
                .boxed())
        .allSatisfy(p -> assertThat(p).isCloseTo(uniform, within(1e-9)));
  }

  @Test
  void greatSharpnessTakesTheMostUsefulForCertain() {
    double[] utilities = utilities();
    double[] probabilities =
        WaveDesign.draw(new Utilities(utilities), DRAWN, SHARE, 100, 1).inclusionProbabilities();
    int best = 0;
    for (int i = 0; i < CANDIDATES; i++) {
      best = utilities[i] > utilities[best] ? i : best;
    }
    assertThat(probabilities[best]).isEqualTo(1.0);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(DRAWN, within(1e-8));
  }

  @Test
  void uselessCandidatesAreDrawnAlike() {
    assertThat(
            Arrays.stream(
                    WaveDesign.draw(new Utilities(new double[5]), 2, SHARE, 3, 1)
                        .inclusionProbabilities())
                .boxed())
        .allSatisfy(p -> assertThat(p).isCloseTo(0.4, within(1e-12)));
  }

  @Test
  void drawingEveryCandidateIsCertain() {
    WaveDraw draw = WaveDesign.draw(new Utilities(utilities()), CANDIDATES, SHARE, 3, 1);
    assertThat(draw.units()).hasSize(CANDIDATES);
    assertThat(draw.inclusionProbabilities()).containsOnly(1.0);
  }
}
