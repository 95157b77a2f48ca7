package dev.assay.bench.error;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.model.ErrorScores;
import dev.assay.bench.model.PrincipalComponents;
import dev.assay.bench.model.Scaling;
import dev.assay.bench.model.SecondOpinions;
import dev.assay.sampling.design.strata.Crosses;
import dev.assay.sampling.design.strata.CumSqrtF;
import dev.assay.sampling.design.strata.PredictedClasses;
import dev.assay.sampling.design.strata.QuantileBins;
import dev.assay.sampling.design.strata.SmallCells;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.ArrayList;
import java.util.List;

/**
 * The data sets of "Label-Efficient Monitoring of Classification Models via Stratified Importance
 * Sampling", with its strata and proposals as far as its text gives them (appendix D.2).
 */
public final class ErrorStudies {
  /** The score that is the model's own doubt. */
  public static final String OWN = "own";

  /** The score of {@link SecondOpinions}. */
  public static final String SECOND_OPINION = "second-opinion";

  private static final int WORST_PERIMETER = 22;
  private static final int SEX = 1;
  private static final int OUTER_BINS = 4;
  private static final int INNER_BINS = 3;

  /** Strata with fewer items are merged; the number is missing from the paper's text. */
  private static final int SMALL = 10;

  private static final int SCORE_STRATA = 10;
  private static final int SCORE_CELLS = 200;
  private static final int FOLDS = 5;
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private ErrorStudies() {}

  /**
   * Breast cancer: 4 quantile bins of the worst perimeter by 3 of u; proposal u^0.8.
   *
   * @param scores which of {@link #OWN} and {@link #SECOND_OPINION}
   */
  public static ErrorStudy breastCancer(SourceFiles files, List<String> scores, long seed) {
    Examples all = files.breastCancer();
    return new ErrorStudy(
        "breast-cancer",
        UNLIMITED,
        half(all),
        new int[] {30, 50, 100},
        split -> {
          Model model = Model.trained(all, Halves.stratified(all.labels(), 2, seed + split));
          double[] perimeter = column(model.pool(), WORST_PERIMETER);
          return pools(model, perimeter, 0.8, scores, seed + split);
        });
  }

  /** Digits: 4 quantile bins of the second principal component by 3 of u; proposal u. */
  public static ErrorStudy digits(SourceFiles files, List<String> scores, long seed) {
    Examples all = files.digits();
    return new ErrorStudy(
        "digits",
        UNLIMITED,
        half(all),
        new int[] {40, 60, 80},
        split -> {
          Model model =
              Model.trained(all, Halves.stratified(all.labels(), all.classCount(), seed + split));
          double[] second = PrincipalComponents.of(model.scaledPool(), 2)[1];
          return pools(model, second, 1, scores, seed + split);
        });
  }

  /**
   * Credit default: all 30,000 clients, out-of-fold predictions of 5 folds; strata by sex; proposal
   * u^0.5. A split is another assignment to folds.
   */
  public static ErrorStudy credit(SourceFiles files, long seed) {
    Examples raw = files.credit();
    Examples all = new Examples(Scaling.of(raw.features()).apply(raw.features()), raw.labels(), 2);
    return new ErrorStudy(
        "credit",
        UNLIMITED,
        all.size(),
        new int[] {200, 500, 1200, 2000},
        split -> {
          double[][] probabilities = outOfFold(all, seed + split);
          int[] sex = new int[raw.size()];
          for (int i = 0; i < sex.length; i++) {
            sex[i] = (int) raw.features()[i][SEX];
          }
          double[][] components = PrincipalComponents.of(all.features(), 2);
          return List.of(pool(probabilities, raw.labels(), Strata.ofLabels(sex), components, 0.5));
        });
  }

  /**
   * CIFAR-10: given probabilities, so one split only; strata by predicted class; proposal u^0.5.
   */
  public static ErrorStudy cifar10(SourceFiles files) {
    Examples all = files.cifar10();
    return new ErrorStudy(
        "cifar10",
        1,
        all.size(),
        new int[] {200, 500, 750, 1000},
        split -> {
          int[] predicted = ErrorScores.predictions(all.features());
          double[][] doubt = {ErrorScores.uncertainty(all.features(), predicted)};
          Strata strata = PredictedClasses.of(all.features());
          return List.of(pool(all.features(), all.labels(), strata, doubt, 0.5));
        });
  }

  private static List<ErrorPool> pools(
      Model model, double[] outer, double power, List<String> scores, long seed) {
    double[] u =
        ErrorScores.uncertainty(
            model.probabilities(), ErrorScores.predictions(model.probabilities()));
    Strata strata =
        SmallCells.merged(
            Crosses.nested(QuantileBins.of(outer, OUTER_BINS), u, INNER_BINS), u, SMALL);
    ErrorPool own =
        pool(
            model.probabilities(),
            model.pool().labels(),
            strata,
            PrincipalComponents.of(model.scaledPool(), 2),
            power);
    List<ErrorPool> pools = new ArrayList<>();
    for (String score : scores) {
      pools.add(
          score.equals(OWN)
              ? own
              : own.believing(
                  SECOND_OPINION,
                  SecondOpinions.of(
                      model.training(), model.scaledPool(), model.probabilities(), seed)));
    }
    return pools;
  }

  private static ErrorPool pool(
      double[][] probabilities, int[] labels, Strata strata, double[][] coordinates, double power) {
    int[] predicted = ErrorScores.predictions(probabilities);
    double[] u = ErrorScores.uncertainty(probabilities, predicted);
    return new ErrorPool(
        ErrorPool.METRIC,
        OWN,
        ErrorScores.errors(predicted, labels),
        u,
        u,
        strata,
        CumSqrtF.of(u, SCORE_STRATA, SCORE_CELLS),
        coordinates,
        power,
        probabilities[0].length);
  }

  private static int half(Examples all) {
    return (all.size() + 1) / 2;
  }

  private static double[][] outOfFold(Examples all, long seed) {
    int[] fold = Halves.folds(all.labels(), all.classCount(), FOLDS, seed);
    double[][] probabilities = new double[all.size()][];
    for (int k = 0; k < FOLDS; k++) {
      Halves parts = Halves.ofFold(fold, k);
      LogisticRegression model = all.of(parts.training()).logistic(LogisticRegression.DEFAULT_C);
      double[][] held = model.probabilities(all.of(parts.pool()).features());
      for (int i = 0; i < held.length; i++) {
        probabilities[parts.pool()[i]] = held[i];
      }
    }
    return probabilities;
  }

  private static double[] column(Examples examples, int column) {
    double[] values = new double[examples.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = examples.features()[i][column];
    }
    return values;
  }

  /** A trained model and what it says about the pool. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Model(
      Examples training, Examples pool, double[][] scaledPool, double[][] probabilities) {
    static Model trained(Examples all, Halves halves) {
      Examples half = all.of(halves.training());
      Examples pool = all.of(halves.pool());
      Scaling scaling = Scaling.of(half.features());
      Examples training =
          new Examples(scaling.apply(half.features()), half.labels(), all.classCount());
      double[][] scaledPool = scaling.apply(pool.features());
      double[][] probabilities =
          training.logistic(LogisticRegression.DEFAULT_C).probabilities(scaledPool);
      return new Model(training, pool, scaledPool, probabilities);
    }
  }
}
