package dev.assay.server.estimation;

import dev.assay.sampling.estimate.calibration.WeightedReliability;
import dev.assay.sampling.estimate.metric.LinearRatio;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.CalibrationBin;
import dev.assay.v1.EstimateAverage;
import dev.assay.v1.EstimateBasis;
import dev.assay.v1.EstimateRow;
import dev.assay.v1.GetEstimateRequest;
import dev.assay.v1.WithheldEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of an answer about the whole population, from what a model version was judged by. */
final class MetricRows {
  /** The most classes of which every pair is estimated. */
  static final int MAX_CONFUSION_CLASSES = 100;

  private final AskedMetric asked;
  private final LabelSpace space;
  private final List<String> classNames;
  private final int label;
  private final RowBuilder builder;
  private final List<StatedRow> rows = new ArrayList<>();

  MetricRows(AskedMetric asked, ProjectRow project, RowBuilder builder) {
    this.asked = asked;
    this.space = LabelSpace.of(project.definition());
    this.classNames = AskedMetric.classNames(project);
    this.label = asked.classIndex(project);
    this.builder = builder;
  }

  /** Rows without numbers, for the same reason. */
  List<StatedRow> withheld(WithheldEstimate reason) {
    return askedClasses().stream()
        .map(name -> new StatedRow(of(name), builder.withheld(reason)))
        .toList();
  }

  private List<String> askedClasses() {
    boolean eachClass =
        label < 0
            && asked.kind().isOfClasses()
            && asked.average() == EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS
            && !asked.kind().isOfAllTogether();
    return eachClass ? classNames : List.of(asked.className());
  }

  /** Rows of the metric, or why there is none. */
  List<StatedRow> of(JudgedRounds rounds) {
    WithheldEstimate reason = rounds.withheld();
    ScoredErrors errors = rounds.errors();
    return reason == null && errors != null
        ? of(Judgement.of(rounds.sample(), errors))
        : withheld(reason == null ? WithheldEstimate.getDefaultInstance() : reason);
  }

  /** The shares of the classes in the pool, which no model version is judged by. */
  List<StatedRow> ofPool(SettledState state, EstimationLimits limits, GetEstimateRequest request) {
    EstimateBasis basis =
        builder.isOfExploration()
            ? EstimateBasis.ESTIMATE_BASIS_EXPLORE_SLICE
            : EstimateBasis.ESTIMATE_BASIS_ALL_DRAWS;
    List<StatedEstimate> shares =
        EstimatePrevalence.shares(
            state,
            space,
            classNames.size(),
            new EstimateBuilder(limits, basis, request.getLevelsList()));
    for (int k = 0; k < classNames.size(); k++) {
      if (label < 0 || label == k) {
        rows.add(new StatedRow(of(classNames.get(k)), builder.as(shares.get(k))));
      }
    }
    return List.copyOf(rows);
  }

  /** Rows of the metric. */
  List<StatedRow> of(Judgement judged) {
    switch (asked.kind()) {
      case ACCURACY, ERROR, HAMMING_LOSS -> addMean(judged);
      case CONFUSION -> addConfusion(judged);
      case CALIBRATION -> addCurve(judged);
      case CALIBRATION_ERROR -> addArea(judged);
      default -> addNumbers(judged);
    }
    return List.copyOf(rows);
  }

  private static EstimateRow of(String className) {
    return EstimateRow.newBuilder().setClassName(className).build();
  }

  private void add(EstimateRow about, Judgement judged, int counted, ReadingSource reading) {
    rows.add(
        new StatedRow(
            about,
            builder.row(
                judged.sample(), judged.items(), counted, judged.populationCount(), reading::get)));
  }

  /** Reads a number when it is known that there are enough labels. */
  @FunctionalInterface
  private interface ReadingSource {
    Reading get();
  }

  private void addMean(Judgement judged) {
    int explored = ExploreSlice.labelCount(judged.evidence());
    boolean ofExploration = builder.isOfExploration() || builder.isAnytime();
    add(
        of(""),
        judged,
        ofExploration ? explored : judged.items().count(),
        () -> {
          if (asked.kind() == MetricKind.HAMMING_LOSS && judged.items().isMultiLabel()) {
            return MetricReadings.ofMean(judged.weighed(), LabelSets.hamming(judged.items()));
          }
          Reading error =
              builder.isAnytime()
                  ? AnytimeErrors.share(judged.evidence())
                  : builder.isOfExploration()
                      ? MetricReadings.clipped(ExploreSlice.share(judged.evidence()))
                      : judged.error();
          return asked.kind() == MetricKind.ACCURACY ? MetricReadings.complement(error) : error;
        });
  }

  private void addNumbers(Judgement judged) {
    LabelledItems items = judged.items();
    for (String name : askedClasses()) {
      int k = name.isEmpty() ? -1 : classNames.indexOf(name);
      boolean isShare =
          k >= 0
              && asked.average() == EstimateAverage.ESTIMATE_AVERAGE_PER_CLASS
              && MetricNumbers.isShareOfClass(asked.kind());
      if (isShare) {
        LinearRatio metric = MetricNumbers.shareOfClass(asked);
        int counted = (int) IntStream.of(items.cells(k)).filter(metric::counts).count();
        add(of(name), judged, counted, () -> MetricReadings.ofShare(metric, items.confusion(k)));
      } else {
        add(
            of(name),
            judged,
            items.count(),
            () -> MetricReadings.of(MetricNumbers.of(asked, items, k), items));
      }
    }
  }

  private void addConfusion(Judgement judged) {
    LabelledItems items = judged.items();
    for (int actual = 0; actual < classNames.size(); actual++) {
      for (int predicted = 0; predicted < classNames.size(); predicted++) {
        int a = actual;
        int p = predicted;
        add(
            EstimateRow.newBuilder()
                .setClassName(classNames.get(actual))
                .setPredictedClassName(classNames.get(predicted))
                .build(),
            judged,
            items.count(),
            () ->
                MetricReadings.ofMean(
                    judged.weighed(),
                    items.values(i -> items.isOfClass(i, a) && items.isPredicted(i, p) ? 1 : 0)));
      }
    }
  }

  private WeightedReliability curve(LabelledItems items) {
    int[] predicted = label < 0 ? items.predictedClasses() : new int[0];
    double[] confidence = items.values(i -> items.probability(i, label < 0 ? predicted[i] : label));
    double[] correct =
        items.values(i -> items.isOfClass(i, label < 0 ? predicted[i] : label) ? 1 : 0);
    return WeightedReliability.of(
        confidence, correct, items.weights(), WeightedReliability.DEFAULT_BINS);
  }

  private void addCurve(Judgement judged) {
    LabelledItems items = judged.items();
    for (WeightedReliability.Bin bin : curve(items).bins()) {
      LabelledItems inBin = items.only(bin.labels().stream().mapToInt(Integer::intValue).toArray());
      EstimateRow about =
          EstimateRow.newBuilder()
              .setClassName(asked.className())
              .setBin(
                  CalibrationBin.newBuilder()
                      .setLowConfidence(bin.low())
                      .setHighConfidence(bin.high())
                      .setMeanConfidence(bin.meanConfidence())
                      .setShare(bin.share()))
              .build();
      rows.add(
          new StatedRow(
              about,
              builder.row(
                  judged.sample(),
                  inBin,
                  inBin.count(),
                  judged.populationCount(),
                  () ->
                      MetricReadings.ofShare(
                          inBin,
                          i ->
                              inBin.isOfClass(
                                  i,
                                  label < 0
                                      ? inBin.predictions().predictedClass(inBin.item(i))
                                      : label)))));
    }
  }

  private void addArea(Judgement judged) {
    LabelledItems items = judged.items();
    add(
        of(asked.className()),
        judged,
        items.count(),
        () -> {
          WeightedReliability curve = curve(items);
          return new Reading(
              curve.area(),
              curve.areaDeviation(),
              MetricReadings.WEIGHTED,
              items.count(),
              curve::areaInterval);
        });
  }
}
