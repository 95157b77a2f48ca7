package dev.assay.server.evaluation;

import dev.assay.sampling.estimate.DifferenceEstimate;
import dev.assay.sampling.estimate.Interval;
import dev.assay.sampling.estimate.ResidualMidP;
import dev.assay.sampling.estimate.UndefinedMetricException;
import dev.assay.sampling.estimate.metric.Confusion;
import dev.assay.sampling.estimate.metric.DifferenceOfTotals;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.sampling.estimate.metric.MetricEstimate;
import dev.assay.sampling.estimate.metric.MetricSample;
import dev.assay.sampling.estimate.metric.ShareOfHits;
import dev.assay.sampling.evaluate.EveryLook;
import dev.assay.sampling.evaluate.RoundsEstimate;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimatedValue;
import dev.assay.v1.EvaluationMetric;
import dev.assay.v1.EvaluationMode;
import dev.assay.v1.WithheldEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * What an evaluation's labels say. The point leaves contested items out, as if they were like the
 * others of their round; each interval goes from the lower end that it would have if all of them
 * were the one thing to the upper end if all were the other.
 */
final class EvaluationAnswers {
  static final String ESTIMATOR = "multi-round-difference";

  /** What the contested items are taken for. */
  private enum Contested {
    LEFT_OUT,
    RIGHT,
    WRONG
  }

  private final EvaluationSample sample;
  private final List<String> classNames;
  private final EvaluationMode mode;
  private final List<Double> levels;

  EvaluationAnswers(
      EvaluationSample sample, List<String> classNames, EvaluationMode mode, List<Double> levels) {
    this.sample = sample;
    this.classNames = classNames;
    this.mode = mode;
    this.levels = levels;
  }

  Estimate estimate(EvaluationMetric metric) {
    Estimate.Builder estimate = Estimate.newBuilder();
    Optional<WithheldEstimate> withheld = withheld();
    if (withheld.isPresent()) {
      estimate.setWithheld(withheld.get());
    } else if (Metrics.isOfClass(metric)) {
      ofClass(metric, estimate);
    } else {
      accuracy(estimate);
    }
    return estimate
        .setLabelCount(count(EvaluationSample.Outcome.JUDGED))
        .setMissingCount(count(EvaluationSample.Outcome.PENDING) + sample.knownPendingCount())
        .setContestedCount((int) count(EvaluationSample.Outcome.CONTESTED))
        .setPopulationCount(sample.populationCount())
        .setWaveCount(sample.rounds().size())
        .build();
  }

  private long count(EvaluationSample.Outcome outcome) {
    return sample.items().stream().filter(item -> item.outcome() == outcome).count();
  }

  private Optional<WithheldEstimate> withheld() {
    if (mode == EvaluationMode.EVALUATION_MODE_COMPLETE && !sample.isJudged()) {
      return withheld(
          WithheldEstimate.Reason.REASON_EVALUATION_INCOMPLETE,
          count(EvaluationSample.Outcome.PENDING)
              + " drawn items have no verdict yet; wait for them, or ask for a partial estimate");
    }
    if (mode == EvaluationMode.EVALUATION_MODE_ANYTIME
        && !sample.evaluation().definition().getPlan().getAnytime()) {
      return withheld(
          WithheldEstimate.Reason.REASON_EVALUATION_NOT_ANYTIME,
          "the evaluation was not made for intervals that hold at every look; make one with"
              + " anytime");
    }
    long judged =
        sample.items().stream()
            .filter(item -> item.isDrawn() && item.outcome() == EvaluationSample.Outcome.JUDGED)
            .count();
    long drawn = sample.items().stream().filter(EvaluationSample.Item::isDrawn).count();
    if (judged < Math.min(PlanRules.MIN_LABELS, drawn)) {
      return withheld(
          WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
          "%s drawn items are judged, %s are needed; label more"
              .formatted(judged, Math.min(PlanRules.MIN_LABELS, drawn)));
    }
    return difference(Contested.LEFT_OUT).isEmpty()
        ? withheld(
            WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
            "items were served before a round and none of them has a verdict; wait for one")
        : Optional.empty();
  }

  private static Optional<WithheldEstimate> withheld(
      WithheldEstimate.Reason reason, String description) {
    return Optional.of(
        WithheldEstimate.newBuilder().setReason(reason).setDescription(description).build());
  }

  private List<EvaluationSample.Item> labelled(Contested contested) {
    return sample.items().stream()
        .filter(
            item ->
                item.outcome() == EvaluationSample.Outcome.JUDGED
                    || (item.outcome() == EvaluationSample.Outcome.CONTESTED
                        && contested != Contested.LEFT_OUT))
        .toList();
  }

  private static double z(EvaluationSample.Item item, Contested contested) {
    boolean wrong =
        item.outcome() == EvaluationSample.Outcome.CONTESTED
            ? contested == Contested.WRONG
            : item.isWrong();
    return wrong ? 1 : 0;
  }

  /** The estimate of the version's errors. */
  private Optional<DifferenceEstimate> difference(Contested contested) {
    List<EvaluationSample.Item> items = labelled(contested);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    return RoundsEstimate.of(
        sample.populationCount(),
        sample.groups(),
        sample.design().sampleSize(),
        new RoundsEstimate.Labels(
            items.stream().mapToInt(EvaluationSample.Item::group).toArray(),
            items.stream().mapToDouble(item -> z(item, contested)).toArray(),
            items.stream().mapToDouble(EvaluationSample.Item::errorProbability).toArray(),
            items.stream().mapToDouble(EvaluationSample.Item::inclusionProbability).toArray()));
  }

  private void accuracy(Estimate.Builder estimate) {
    DifferenceEstimate errors = difference(Contested.LEFT_OUT).orElseThrow();
    boolean anytime = mode == EvaluationMode.EVALUATION_MODE_ANYTIME;
    DifferenceEstimate most = difference(Contested.WRONG).orElseThrow();
    DifferenceEstimate least = difference(Contested.RIGHT).orElseThrow();
    estimate.setValue(
        value(
            1 - errors.mean(),
            errors.standardError(),
            level -> {
              Interval low =
                  anytime ? everyLook(Contested.WRONG, level) : ResidualMidP.of(most, level);
              Interval high =
                  anytime ? everyLook(Contested.RIGHT, level) : ResidualMidP.of(least, level);
              return new Interval(1 - low.high(), 1 - high.low(), level, low.method());
            },
            ESTIMATOR));
  }

  /** Of the drawn items up to the first that is pending, and the known ones as they are. */
  private Interval everyLook(Contested contested, double level) {
    EvaluationRoundRow round = sample.rounds().get(0);
    List<EvaluationSample.Item> first = new ArrayList<>();
    double knownErrors = 0;
    long knownJudged = 0;
    for (EvaluationSample.Item item : sample.items()) {
      if (!item.isDrawn()) {
        knownErrors += z(item, contested);
        knownJudged++;
      } else if (item.outcome() == EvaluationSample.Outcome.PENDING) {
        break;
      } else {
        first.add(item);
      }
    }
    long candidates = round.candidates().count();
    double known = knownJudged == 0 ? 0 : knownErrors * round.known().length / knownJudged;
    if (first.isEmpty()) {
      return shifted(new Interval(0, 1, level, "none-judged"), known, candidates);
    }
    return shifted(
        EveryLook.interval(
            new EveryLook.Candidates(
                (int) candidates,
                round.candidates().controlTotal(),
                round.candidates().leastControl(),
                round.candidates().mostControl()),
            first.stream().mapToDouble(item -> z(item, contested)).toArray(),
            first.stream().mapToDouble(EvaluationSample.Item::errorProbability).toArray(),
            level),
        known,
        candidates);
  }

  private Interval shifted(Interval ofCandidates, double known, long candidates) {
    return new Interval(
        (known + candidates * ofCandidates.low()) / sample.populationCount(),
        (known + candidates * ofCandidates.high()) / sample.populationCount(),
        ofCandidates.level(),
        ofCandidates.method());
  }

  private void ofClass(EvaluationMetric name, Estimate.Builder estimate) {
    LinearRatio metric = Metrics.ofClass(name.getMetric());
    int classIndex = classNames.indexOf(name.getClassName());
    try {
      MetricSample known = metricSample(classIndex, Contested.LEFT_OUT);
      MetricEstimate of = new DifferenceOfTotals().estimate(metric, known);
      MetricSample one = metricSample(classIndex, Contested.RIGHT);
      MetricSample other = metricSample(classIndex, Contested.WRONG);
      estimate.setValue(
          value(
              of.value(),
              of.standardError(),
              level -> {
                Interval right = ShareOfHits.of(metric, one, level);
                Interval wrong = ShareOfHits.of(metric, other, level);
                return new Interval(
                    Math.min(right.low(), wrong.low()),
                    Math.max(right.high(), wrong.high()),
                    level,
                    right.method());
              },
              of.estimator()));
    } catch (UndefinedMetricException e) {
      withheld(
              WithheldEstimate.Reason.REASON_TOO_FEW_LABELS,
              "no judged item counts in %s of this class; label more".formatted(metric.name()))
          .ifPresent(estimate::setWithheld);
    }
  }

  private MetricSample metricSample(int classIndex, Contested contested) {
    List<EvaluationSample.Item> items = labelled(contested);
    double[][] rows = new double[items.size()][Confusion.WIDTH];
    IntStream.range(0, rows.length)
        .forEach(i -> rows[i][cell(items.get(i), classIndex, contested)] = 1);
    return MetricSample.of(rows, difference(contested).orElseThrow().designWeights());
  }

  /** A contested item is of the class or not as the prediction says, or the other way about. */
  private static int cell(EvaluationSample.Item item, int classIndex, Contested contested) {
    boolean predicted = item.predictedClass() == classIndex;
    boolean positive =
        item.outcome() == EvaluationSample.Outcome.CONTESTED
            ? predicted == (contested == Contested.RIGHT)
            : item.verdictClass() == classIndex;
    return Confusion.cell(positive, predicted);
  }

  private EstimatedValue value(
      double point, double error, DoubleFunction<Interval> intervals, String estimator) {
    EstimatedValue.Builder value =
        EstimatedValue.newBuilder()
            .setPoint(clip(point))
            .setStandardError(error)
            .setEstimator(estimator)
            .setDesign(sample.design().designName());
    for (double level : levels) {
      Interval interval = intervals.apply(level);
      value.addIntervals(
          ConfidenceInterval.newBuilder()
              .setLow(clip(interval.low()))
              .setHigh(clip(interval.high()))
              .setLevel(level)
              .setMethod(interval.method()));
    }
    return value.build();
  }

  private static double clip(double share) {
    return Math.min(Math.max(share, 0), 1);
  }
}
