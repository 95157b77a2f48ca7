package dev.assay.sampling.acquire.adjust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.OrderedBatch;
import dev.assay.sampling.acquire.Priced;
import dev.assay.sampling.acquire.Profile;
import dev.assay.sampling.acquire.RandomStrategy;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.Streams;
import dev.assay.sampling.acquire.Utilities;
import dev.assay.sampling.acquire.geometry.AlongTree;
import dev.assay.sampling.acquire.score.Margin;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Usefulness for the money. */
class PerPriceTest {
  private static final Rows TORN =
      Rows.of(
          new float[] {.5f, .5f},
          new float[] {.5f, .5f},
          new float[] {.75f, .25f},
          new float[] {.5f, .5f});
  private static final FloatPoints SOME =
      FloatPoints.of(
          new float[] {0, 1}, new float[] {5, 1}, new float[] {2, 8}, new float[] {9, 9});

  private static Known pool(long... prices) {
    return Known.of(4).scores(TORN).vectors(SOME, FloatPoints.of()).prices(prices);
  }

  private static double[] probabilities(Selection selection, int drawCount) {
    double[] probabilities = selection.inclusionProbabilities(drawCount, .1, 1);
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(drawCount, within(1e-9));
    assertThat(Arrays.stream(probabilities).boxed())
        .allMatch(p -> p >= .1 * drawCount / probabilities.length - 1e-12 && p <= 1);
    return probabilities;
  }

  @Test
  void utilitiesAreDividedByThePrice() {
    Strategy strategy = new PerPrice(new Margin());
    Selection selection = strategy.select(pool(1_000_000, 2_000_000, 500_000, 4_000_000), 1, 1);
    assertThat(selection).isInstanceOf(Utilities.class);
    assertThat(selection.utilities())
        .containsExactly(new double[] {.5, .25, .5, .125}, within(1e-9));
    assertThat(strategy.name()).isEqualTo("margin");
    assertThat(strategy.needs()).containsExactly(Need.SCORES);
    assertThat(strategy.uses()).containsExactly(Need.SCORES, Need.PRICES);
    assertThat(strategy.select(Known.of(4).scores(TORN), 1, 1).utilities())
        .as("without prices")
        .containsExactly(new double[] {1, 1, .5, 1}, within(1e-9));
  }

  @Test
  void equalPricesChangeNothing() {
    for (String name : List.of("margin", "k-center", "margin-spread", "two-phase", "random")) {
      Strategy strategy = Strategies.named(name);
      double[] alone = probabilities(strategy.select(pool(1), 2, 1), 2);
      double[] per = probabilities(new PerPrice(strategy).select(pool(7, 7, 7, 7), 2, 1), 2);
      assertThat(per).as(name).containsExactly(alone, within(1e-9));
    }
  }

  @Test
  void theUnitOfThePriceDoesNotMatter() {
    Strategy strategy = new PerPrice(Strategies.named("k-center"));
    assertThat(probabilities(strategy.select(pool(100, 200, 300, 50), 2, 1), 2))
        .containsExactly(
            probabilities(strategy.select(pool(10_000, 20_000, 30_000, 5_000), 2, 1), 2),
            within(1e-9));
  }

  /** Of the two that are chosen, one costs four times the other, and the rest as the cheap one. */
  @Test
  void ofABatchThoseThatCostLessAreDrawnMoreOften() {
    Selection batch = new OrderedBatch(new int[] {2, 0}, new int[] {1, 1, 0, 0});
    double[] per =
        new PerPrice(new Given(batch))
            .select(pool(4, 1, 1, 1), 2, 1)
            .inclusionProbabilities(1, .1, 1);
    double floor = .1 / 4; // of those that are not chosen
    assertThat(per).containsExactly(new double[] {.19, floor, .76, floor}, within(1e-9));
  }

  /** Neyman's allocation for the money: what was in proportion to s is to s / sqrt(c). */
  @Test
  void streamsAreDividedByTheRootOfThePrice() {
    double[] sizes = {1, 1, 1, 1};
    int[] order = {0, 1, 2, 3};
    Streams streams =
        new Streams(List.of(new Streams.Stream(1, sizes, .1)), new double[] {1, 1, 1, 1}, order);
    Strategy given = new Given(streams);
    double[] per = probabilities(new PerPrice(given).select(pool(1, 4, 9, 16), 1, 1), 1);
    assertThat(per)
        .containsExactly(new double[] {.48, .24, .16, .12}, within(1e-9)); // all above the floor
  }

  private record Given(Selection selection) implements Strategy {
    @Override
    public String name() {
      return "given";
    }

    @Override
    public Profile profile() {
      return new RandomStrategy().profile();
    }

    @Override
    public Set<Need> needs() {
      return Set.of();
    }

    @Override
    public Selection select(Candidates candidates, int drawCount, long seed) {
      return selection;
    }
  }

  @Test
  void theOrderOfTheDrawIsTheOtherStrategys() {
    Strategy spread = new AlongTree(new Margin());
    Selection per = new PerPrice(spread).select(pool(3, 1, 4, 1), 2, 1);
    assertThat(per.order()).isEqualTo(spread.select(pool(1), 2, 1).order());
  }

  @Test
  void whatIsFreeCountsAsOneMillionth() {
    double[] utilities =
        new PerPrice(new RandomStrategy()).select(pool(0, 0, 1, 2), 1, 1).utilities();
    assertThat(utilities).containsExactly(new double[] {1, 1, 1, .5}, within(1e-12));
  }

  @Test
  void weightsThatAreNoneAreRefused() {
    Selection all = new RandomStrategy().select(pool(1), 1, 1);
    for (double[] weights :
        new double[][] {{1, 1, 1}, {1, 0, 1, 1}, {1, -1, 1, 1}, {1, Double.NaN, 1, 1}}) {
      assertThatThrownBy(() -> new Priced(all, weights))
          .isInstanceOf(InvalidDesignInputException.class);
    }
  }

  /** With a floor of all there is nothing left to prefer by. */
  @Test
  void withAFloorOfAllPricesDoNotMatter() {
    Priced priced =
        new Priced(Strategies.named("k-center").select(pool(1), 2, 1), new double[] {1, 2, 3, 4});
    assertThat(priced.inclusionProbabilities(2, 1, 3))
        .containsExactly(new double[] {.5, .5, .5, .5}, within(1e-12));
  }
}
