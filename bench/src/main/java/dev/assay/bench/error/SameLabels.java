package dev.assay.bench.error;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.model.ErrorScores;
import dev.assay.bench.model.PrincipalComponents;
import dev.assay.bench.model.Scaling;
import dev.assay.bench.model.SecondOpinions;
import dev.assay.sampling.SeededStream;
import dev.assay.sampling.design.strata.Strata;
import dev.assay.sampling.learn.LogisticRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The conditions of a service: model and second opinion are trained on the same few labels, drawn
 * at random, and all the rest is the pool whose errors are estimated.
 */
public final class SameLabels {
  /** The data sets. */
  public static final List<String> NAMES = List.of("digits", "mnist", "breast-cancer", "credit");

  private static final String PREFIX = ErrorPool.METRIC + " after ";
  private static final int BUDGET = 80;
  private static final int COMPONENTS = 50;
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private SameLabels() {}

  /**
   * The study of a data set, with both scores.
   *
   * @param trainedOn numbers of labels that model and second opinion are trained on, each a metric
   *     of its own
   * @throws IllegalArgumentException in words for the user
   */
  public static ErrorStudy of(
      String dataset, SourceFiles files, List<Integer> trainedOn, long seed) {
    Examples all = named(dataset, files);
    int most = Collections.max(trainedOn);
    int least = 2 * all.classCount();
    if (Collections.min(trainedOn) < least || most > all.size() - BUDGET) {
      throw new IllegalArgumentException(
          "--trained-on is from %d to %d here; given %s"
              .formatted(least, all.size() - BUDGET, trainedOn));
    }
    return new ErrorStudy(
        dataset,
        UNLIMITED,
        all.size() - most,
        new int[] {BUDGET},
        split -> {
          List<ErrorPool> pools = new ArrayList<>();
          for (int labels : trainedOn) {
            pools.addAll(pools(all, labels, seed + split));
          }
          return pools;
        });
  }

  /** What an error rate is called, of a model that was trained on so many labels. */
  public static String metric(int trainedOn) {
    return PREFIX + trainedOn;
  }

  /** Of a metric, the labels that its model was trained on; 0 where it is another metric. */
  public static int trainedOn(String metric) {
    return metric.startsWith(PREFIX) ? Integer.parseInt(metric.substring(PREFIX.length())) : 0;
  }

  private static Examples named(String dataset, SourceFiles files) {
    return switch (dataset) {
      case "digits" -> scaled(files.digits());
      case "breast-cancer" -> scaled(files.breastCancer());
      case "credit" -> scaled(files.credit());
      case "mnist" -> {
        Examples all = files.mnist();
        double[][] space = PrincipalComponents.spaceOf(all.features(), COMPONENTS);
        yield scaled(with(all, PrincipalComponents.along(space)));
      }
      default ->
          throw new IllegalArgumentException("--trained-on is of " + NAMES + "; given " + dataset);
    };
  }

  private static Examples scaled(Examples all) {
    return with(all, Scaling.of(all.features()).apply(all.features()));
  }

  private static Examples with(Examples all, double[][] rows) {
    return new Examples(rows, all.labels(), all.classCount());
  }

  private static List<ErrorPool> pools(Examples all, int labels, long seed) {
    int[] order = new int[all.size()];
    Arrays.setAll(order, i -> i);
    new SeededStream(seed, labels).shuffle(order);
    int[] part = new int[all.size()];
    for (int k = labels; k < order.length; k++) {
      part[order[k]] = 1;
    }
    Halves halves = Halves.ofFold(part, 1);
    Examples training = all.of(halves.training());
    Examples pool = all.of(halves.pool());
    double[][] probabilities =
        training.logistic(LogisticRegression.DEFAULT_C).probabilities(pool.features());
    int[] predicted = ErrorScores.predictions(probabilities);
    double[] doubts = ErrorScores.uncertainty(probabilities, predicted);
    Strata whole = Strata.whole(doubts.length);
    ErrorPool own =
        new ErrorPool(
            metric(labels),
            ErrorStudies.OWN,
            ErrorScores.errors(predicted, pool.labels()),
            doubts,
            doubts,
            whole,
            whole,
            new double[][] {doubts},
            1,
            all.classCount());
    double[] second = SecondOpinions.of(training, pool.features(), probabilities, seed);
    return List.of(own, own.believing(ErrorStudies.SECOND_OPINION, second));
  }
}
