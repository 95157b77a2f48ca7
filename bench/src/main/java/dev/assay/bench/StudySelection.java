package dev.assay.bench;

import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.error.ErrorPool;
import dev.assay.bench.error.ErrorStudies;
import dev.assay.bench.error.SameLabels;
import dev.assay.bench.metric.Aim;
import dev.assay.bench.metric.MetricStudies;
import dev.assay.bench.trial.Study;
import java.util.ArrayList;
import java.util.List;

/** Finds the studies that are asked for by name. */
record StudySelection(SourceFiles files, long seed) {
  private static final List<String> WITH_ERROR_RATE =
      List.of("breast-cancer", "digits", "credit", "cifar10");
  private static final List<String> SCORES = List.of(ErrorStudies.OWN, ErrorStudies.SECOND_OPINION);

  /**
   * The studies of a data set.
   *
   * @param metrics wanted; all that the data set is for where empty
   * @param crossed whether each metric is estimated from samples for each other
   * @param scores for error rates
   * @throws IllegalArgumentException in words for the user
   */
  List<Study<?>> named(String dataset, List<String> metrics, boolean crossed, List<String> scores) {
    if (!SCORES.containsAll(scores) || scores.isEmpty()) {
      throw new IllegalArgumentException("--scores are " + SCORES + "; given " + scores);
    }
    List<String> known = dataset.equals("toxic-like") ? Aim.MULTI_LABEL : Aim.BINARY;
    List<String> wanted = metrics;
    if (metrics.isEmpty()) {
      wanted = WITH_ERROR_RATE.contains(dataset) ? List.of(ErrorPool.METRIC) : known;
    }
    List<Study<?>> studies = new ArrayList<>();
    List<String> others = new ArrayList<>(wanted);
    if (others.remove(ErrorPool.METRIC)) {
      studies.add(errors(dataset, scores));
    }
    if (!known.containsAll(others)) {
      throw new IllegalArgumentException("--metrics of " + dataset + " are " + known);
    }
    if (!others.isEmpty()) {
      studies.add(metrics(dataset, crossed ? Aim.crossed(others) : Aim.each(others)));
    }
    return studies;
  }

  /**
   * The study of a data set whose model and second opinion are trained on the same labels.
   *
   * @param trainedOn numbers of labels
   * @throws IllegalArgumentException in words for the user
   */
  Study<?> sameLabels(String dataset, List<Integer> trainedOn) {
    return SameLabels.of(dataset, files, trainedOn, seed);
  }

  private Study<?> errors(String dataset, List<String> scores) {
    return switch (dataset) {
      case "breast-cancer" -> ErrorStudies.breastCancer(files, scores, seed);
      case "digits" -> ErrorStudies.digits(files, scores, seed);
      case "credit" -> ErrorStudies.credit(files, seed);
      case "cifar10" -> ErrorStudies.cifar10(files);
      default ->
          throw new IllegalArgumentException(
              "--dataset " + dataset + " has no error rate; those with one are " + WITH_ERROR_RATE);
    };
  }

  private Study<?> metrics(String dataset, List<Aim> aims) {
    return switch (dataset) {
      case "breast-cancer" -> MetricStudies.breastCancer(files, aims, seed);
      case "digits-8" -> MetricStudies.digits8(files, aims, seed);
      case "mnist-8" -> MetricStudies.mnist8(files, aims, seed);
      case "toxic-like" -> MetricStudies.toxicLike(aims, seed);
      default ->
          throw new IllegalArgumentException(
              "--dataset "
                  + dataset
                  + " has no metrics; those with some are breast-cancer, digits-8, mnist-8,"
                  + " toxic-like");
    };
  }
}
