package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.datasets.Datasets;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.geometry.KCenter;
import dev.assay.sampling.vector.PointMatrix;
import dev.assay.sampling.vector.Points;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The strategy on real data, against the order that scikit-activeml's CoreSet chooses. */
class KCenterDigitsTest {

  /** All digits but the first, which is labelled. */
  private record AfterTheFirst(PointMatrix digits) implements Candidates {
    @Override
    public int size() {
      return digits.count() - 1;
    }

    @Override
    public boolean has(Need need) {
      return need == Need.VECTORS;
    }

    @Override
    public ScoreView scores() {
      throw new IllegalStateException("k-center needs no scores");
    }

    @Override
    public Points vectors() {
      return digits.select(IntStream.range(1, digits.count()).toArray());
    }

    @Override
    public Points labelledVectors() {
      return digits.select(new int[] {0});
    }

    @Override
    public int[] labelledClasses() {
      throw new IllegalStateException("k-center needs no classes");
    }
  }

  @Test
  void choosesThePublishedOrder() {
    PointMatrix digits = PointMatrix.of(Datasets.named(Datasets.DIGITS).features());
    double[] utilities =
        new KCenter().select(new AfterTheFirst(digits), 5, 1).utilities(); // 1, .8, .6, ...
    int[] chosen = new int[5];
    Arrays.setAll(
        chosen,
        place ->
            1
                + IntStream.range(0, utilities.length)
                    .filter(i -> utilities[i] > 0)
                    .boxed()
                    .sorted((a, b) -> Double.compare(utilities[b], utilities[a]))
                    .toList()
                    .get(place));
    assertThat(chosen).containsExactly(623, 1275, 75, 889, 1643);
  }
}
