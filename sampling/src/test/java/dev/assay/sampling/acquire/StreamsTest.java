package dev.assay.sampling.acquire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.Streams.Stream;
import dev.assay.sampling.design.OrderedPivotal;
import dev.assay.sampling.design.WaterFilling;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamsTest {

  private static double[] random(int count, SeededStream random) {
    double[] sizes = new double[count];
    Arrays.setAll(sizes, i -> StrictMath.pow(random.nextUnit(), 4));
    return sizes;
  }

  private static Streams streams(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    int[] order = new int[count];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    return new Streams(
        List.of(
            new Stream(.5, random(count, random), .5), new Stream(.5, random(count, random), .2)),
        new double[count],
        order);
  }

  @Test
  void everySampleEnumeratedGivesTheSumOfWhatTheStreamsGive() {
    for (int seed = 0; seed < 60; seed++) {
      int count = 4 + seed % 8;
      int n = 1 + seed % 3;
      Streams streams = streams(count, seed);
      double[] planned = streams.inclusionProbabilities(n, .1, 3);
      double[] exact = OrderedPivotal.law(planned, streams.order()).inclusionProbabilities();
      double[] sum = new double[count];
      double[] floors = {.5, .2};
      for (int s = 0; s < 2; s++) {
        double[] own =
            WaterFilling.inclusionProbabilities(
                streams.streams().get(s).sizes(), n / 2.0, floors[s]);
        Arrays.setAll(sum, i -> sum[i] + own[i]);
      }
      boolean fits = Arrays.stream(sum).max().orElseThrow() <= 1;
      assertThat(Arrays.stream(exact).sum()).isCloseTo(n, within(1e-9));
      for (int i = 0; i < count; i++) {
        assertThat(exact[i]).isCloseTo(planned[i], within(1e-9));
        assertThat(exact[i]).isGreaterThan(.35 * n / count - 1e-9); // the mean of both floors
        if (fits) {
          assertThat(exact[i]).isCloseTo(sum[i], within(1e-12));
        }
      }
    }
  }

  @Test
  void whatExceedsOneGoesToTheOthersInProportion() {
    double[] one = {1, 0, 0, 0};
    double[] two = {1, .2, .1, .1};
    Streams streams =
        new Streams(
            List.of(new Stream(.5, one, 0), new Stream(.5, two, 0)),
            new double[4],
            new int[] {0, 1, 2, 3});
    double[] probabilities = streams.inclusionProbabilities(2, 1e-9, 1);
    assertThat(probabilities).containsExactly(new double[] {1, .5, .25, .25}, within(1e-6));
  }

  @Test
  void aLargeWaveIsOfTheLaw() {
    int count = 400;
    int n = 30;
    int draws = 100_000;
    Streams streams = streams(count, 77);
    double[] planned = streams.inclusionProbabilities(n, .1, 3);
    int[] counts = new int[count];
    int[] exploring = new int[count];
    for (int seed = 0; seed < draws; seed++) {
      WaveDraw draw = WaveDesign.draw(streams, n, .1, 3, seed);
      for (int place = 0; place < n; place++) {
        counts[draw.units()[place]]++;
        exploring[draw.units()[place]] += draw.isExploration(place) ? 1 : 0;
      }
    }
    double floor = .1 * n / count;
    for (int i = 0; i < count; i++) {
      double p = planned[i];
      // Two-sided 1e-6 after Bonferroni over the candidates.
      assertThat((double) counts[i])
          .isCloseTo(draws * p, within(6 * Math.sqrt(draws * p * (1 - p)) + 1e-6));
      assertThat((double) exploring[i])
          .isCloseTo(draws * floor, within(6 * Math.sqrt(draws * floor * (1 - floor))));
    }
  }

  @Test
  void aPolicyThatExploresMoreRaisesEveryFloor() {
    double[] probabilities = streams(20, 5).inclusionProbabilities(4, .9, 3);
    assertThat(Arrays.stream(probabilities).min().orElseThrow()).isGreaterThan(.9 * 4 / 20 - 1e-12);
    assertThat(streams(20, 5).inclusionProbabilities(4, 1, 3)).containsOnly(.2);
  }

  @Test
  void streamsThatDoNotMakeOneDrawAreRefused() {
    Stream half = new Stream(.5, new double[] {1, 2}, .1);
    double[] none = new double[2];
    int[] order = {0, 1};
    assertThatThrownBy(() -> new Streams(List.of(half), none, order))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("add up to");
    assertThatThrownBy(() -> new Streams(List.of(half, half), none, new int[] {0, 0}))
        .isInstanceOf(InvalidDesignInputException.class);
    assertThatThrownBy(() -> new Streams(List.of(half, half), new double[3], new int[] {0, 1, 2}))
        .isInstanceOf(InvalidDesignInputException.class);
  }
}
