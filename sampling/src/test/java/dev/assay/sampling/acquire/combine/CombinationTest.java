package dev.assay.sampling.acquire.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.acquire.FloatPoints;
import dev.assay.sampling.acquire.Known;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Part;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Rows;
import dev.assay.sampling.acquire.Selection;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.combine.Combination.Form;
import dev.assay.sampling.acquire.combine.Combination.Term;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinationTest {
  private static final Rows ROWS =
      Rows.of(
          new float[] {.5f, .3f, .2f},
          new float[] {.45f, .44f, .11f},
          new float[] {.9f, .05f, .05f},
          new float[] {.4f, .3f, .3f});

  private static Term term(String name, double weight) {
    return new Term(Strategies.named(name), weight);
  }

  private static double[] values(String name, Normalization normalization) {
    return normalization.of(Strategies.named(name).select(Known.pool(ROWS), 1, 1).utilities());
  }

  @Test
  void ranksAreTheSharesOfTheOthersThatAreOfLessUse() {
    assertThat(Normalization.RANK.of(new double[] {.2, .9, .2, .5}))
        .containsExactly(new double[] {0, 1, 0, 2 / 3.0}, within(1e-15));
    assertThat(Normalization.RANK.of(new double[] {.9, .9, 0})).containsExactly(1, 1, 0);
  }

  @Test
  void placesBetweenTheLeastAndTheGreatestKeepDistances() {
    assertThat(Normalization.MIN_MAX.of(new double[] {.2, .6, .3}))
        .containsExactly(new double[] {0, 1, .25}, within(1e-15));
  }

  @Test
  void whoFindsAllAlikeSaysNothing() {
    for (Normalization normalization : Normalization.values()) {
      assertThat(normalization.of(new double[] {.3, .3})).containsExactly(1, 1);
      assertThat(normalization.of(new double[] {0})).containsExactly(1);
    }
    Combination product =
        new Combination(
            List.of(term("margin", 1), term("random", 5)), Form.PRODUCT, Normalization.RANK);
    double[] alone = values("margin", Normalization.RANK);
    double[] utilities = product.select(Known.pool(ROWS), 1, 1).utilities();
    for (int i = 0; i < alone.length; i++) {
      assertThat(utilities[i]).isCloseTo(StrictMath.pow(alone[i], 1 / 6.0), within(1e-12));
    }
  }

  @Test
  void aSumIsTheWeightedMeanAndAProductTheWeightedGeometricMean() {
    for (Normalization normalization : Normalization.values()) {
      double[] margin = values("margin", normalization);
      double[] entropy = values("entropy", normalization);
      List<Term> terms = List.of(term("margin", 2), term("entropy", 1));
      double[] sum =
          new Combination(terms, Form.SUM, normalization).select(pool(), 1, 1).utilities();
      double[] product =
          new Combination(terms, Form.PRODUCT, normalization).select(pool(), 1, 1).utilities();
      for (int i = 0; i < margin.length; i++) {
        assertThat(sum[i]).isCloseTo((2 * margin[i] + entropy[i]) / 3, within(1e-12));
        assertThat(product[i])
            .isCloseTo(StrictMath.cbrt(margin[i] * margin[i] * entropy[i]), within(1e-12));
      }
    }
  }

  private static Known pool() {
    return Known.pool(ROWS);
  }

  @Test
  void itNeedsAndUsesWhatAnyOfItsTermsDoes() {
    Combination combination =
        new Combination(
            List.of(term("margin", 1), term("uncertainty-herding", 2.5)),
            Form.SUM,
            Normalization.RANK);
    assertThat(combination.needs()).containsExactlyInAnyOrder(Need.SCORES, Need.VECTORS);
    assertThat(combination.name()).isEqualTo("margin + 2.5 uncertainty-herding");
    assertThat(
            new Combination(
                    List.of(term("gini", 1), term("k-center", 2)), Form.PRODUCT, Normalization.RANK)
                .name())
        .isEqualTo("gini x 2 k-center");
    assertThat(new Diverse(Strategies.named("margin"), .1).uses())
        .containsExactlyInAnyOrder(Need.SCORES, Need.VECTORS);
    assertThat(new Diverse(Strategies.named("margin"), .1).needs()).containsExactly(Need.SCORES);
  }

  @Test
  void itsPartsAreItsTermsWithWhatTheyGave() {
    Combination combination =
        new Combination(
            List.of(term("margin", 2), term("entropy", 1)), Form.SUM, Normalization.MIN_MAX);
    List<Part> parts = new Diverse(combination, .1).parts(pool(), 1, 9);
    assertThat(parts).extracting(Part::strategy).containsExactly("margin", "entropy");
    assertThat(parts).extracting(Part::weight).containsExactly(2.0, 1.0);
    assertThat(parts.get(0).utilities())
        .isEqualTo(Strategies.named("margin").select(pool(), 1, 1).utilities());
    assertThat(parts.get(1).values()).isEqualTo(values("entropy", Normalization.MIN_MAX));
    assertThat(Strategies.named("gini").parts(pool(), 1, 9))
        .singleElement()
        .satisfies(part -> assertThat(part.values()).isEqualTo(part.utilities()));
  }

  @Test
  void twinsDoNotComeTogetherAndWithoutEmbeddingsNothingChanges() {
    float[][] rows = new float[40][];
    float[][] places = new float[40][];
    for (int i = 0; i < 40; i++) {
      rows[i] = new float[] {.5f + i * .001f, .5f - i * .001f};
      int pair = i / 2;
      places[i] = new float[] {pair, pair * pair % 7};
    }
    Strategy margin = Strategies.named("margin");
    Strategy diverse = new Diverse(margin, .01);
    for (int seed = 0; seed < 50; seed++) {
      int[] units =
          WaveDesign.draw(
                  new Recipe(diverse, .1, 20),
                  Known.pool(FloatPoints.of(places), Rows.of(rows)),
                  10,
                  seed)
              .units();
      assertThat(Arrays.stream(units).map(unit -> unit / 2).distinct().count()).isEqualTo(10);
    }
    Known blind = Known.pool(Rows.of(rows));
    Selection same = diverse.select(blind, 10, 3);
    assertThat(same.inclusionProbabilities(10, .1, 3))
        .isEqualTo(margin.select(blind, 10, 3).inclusionProbabilities(10, .1, 3));
  }

  @Test
  void tooManyTermsAndWeightsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Combination(List.of(), Form.SUM, Normalization.RANK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 1 to 8");
    assertThatThrownBy(
            () ->
                new Combination(
                    Collections.nCopies(9, term("margin", 1)), Form.SUM, Normalization.RANK))
        .isInstanceOf(IllegalArgumentException.class);
    for (double weight : new double[] {0, -1, Double.NaN, 1001}) {
      assertThatThrownBy(() -> term("margin", weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight");
    }
  }
}
