package dev.assay.app.cli;

import com.google.protobuf.util.Timestamps;
import dev.assay.report.plot.Axis;
import dev.assay.report.plot.Chart;
import dev.assay.report.plot.Mark;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.EstimatePoint;
import dev.assay.v1.JudgedVersion;
import dev.assay.v1.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The pictures of a project's report. */
final class ReportCharts {
  /** The quantile of the normal law that leaves 5 % above. */
  static final double NINETY_PERCENT = 1.6449;

  private static final double MICROS = 1e6;

  private static final List<String> STYLES =
      List.of("second", "fourth", "fifth", "sixth", "first", "second", "fourth");

  private ReportCharts() {}

  /** Charges by slice, in all, and the ceiling. */
  static Chart spending(SpendCurve curve, String currency) {
    List<Mark> marks = new ArrayList<>();
    Time time = Time.of(curve);
    double[] ceiling = scaled(curve.ceiling(), MICROS);
    double[] total = scaled(curve.charged(), MICROS);
    List<double[]> columns = new ArrayList<>(List.of(ceiling, total));
    for (Slice slice : curve.slices()) {
      double[] charged = scaled(curve.charged(slice), MICROS);
      columns.add(charged);
      marks.add(
          new Mark.Line(
              slice == Slice.SLICE_UNSPECIFIED
                  ? "adjustments"
                  : BudgetTables.shortName(slice, "SLICE_"),
              style(marks.size()),
              time.places(),
              charged,
              false));
    }
    marks.add(new Mark.Line("charged in all", "first", time.places(), total, false));
    marks.add(new Mark.Line("ceiling", "third", time.places(), ceiling, false));
    return new Chart(
        "Money charged over time, by slice and in all, under the ceiling",
        time.axis(),
        Axis.covering("money in " + currency, Math.min(0, least(columns)), most(columns)),
        marks);
  }

  /** Charges by the first budget lines that are one balance each. */
  static Chart lines(SpendCurve curve, String currency) {
    List<Mark> marks = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    Time time = Time.of(curve);
    for (int i = 0; i < curve.lines().size(); i++) {
      BudgetLine line = curve.lines().get(i);
      double[] charged = scaled(curve.charged(i), MICROS);
      columns.add(charged);
      marks.add(new Mark.Line(line.getName(), style(i), time.places(), charged, false));
    }
    return new Chart(
        "Money charged over time under each budget line",
        time.axis(),
        Axis.covering("money in " + currency, 0, most(columns)),
        marks);
  }

  /** The accuracy of the versions by the labels that there were when each was published. */
  static Chart learning(List<JudgedVersion> versions) {
    List<JudgedVersion> sorted = new ArrayList<>(versions);
    sorted.sort((one, other) -> Long.compare(one.getLabelCount(), other.getLabelCount()));
    double[] labels = sorted.stream().mapToDouble(JudgedVersion::getLabelCount).toArray();
    double[] accuracy = sorted.stream().mapToDouble(version -> 1 - version.getError()).toArray();
    double[] half =
        sorted.stream()
            .mapToDouble(version -> NINETY_PERCENT * version.getStandardError())
            .toArray();
    double[] low = between(accuracy, half, -1);
    double[] high = between(accuracy, half, 1);
    return new Chart(
        "Accuracy of the model versions by labels, with 90 % intervals",
        Axis.covering("settled items when it was published", 0, most(List.of(labels))),
        Axis.covering("accuracy", least(List.of(low, accuracy)), most(List.of(high, accuracy))),
        List.of(
            new Mark.Band("90 % interval", "first", labels, low, high),
            new Mark.Line("estimate", "first", labels, accuracy, true)));
  }

  /** An estimate with its band by the labels that it rested on. */
  static Chart path(List<EstimatePoint> path) {
    double[] labels = path.stream().mapToDouble(EstimatePoint::getLabelCount).toArray();
    double[] low = path.stream().mapToDouble(EstimatePoint::getLow).toArray();
    double[] high = path.stream().mapToDouble(EstimatePoint::getHigh).toArray();
    double[] point = path.stream().mapToDouble(EstimatePoint::getPoint).toArray();
    return new Chart(
        "Estimated accuracy of the current model version by labels, with its 90 % interval",
        Axis.covering("labels that it rests on", 0, most(List.of(labels))),
        Axis.covering("accuracy", least(List.of(low, point)), most(List.of(high, point))),
        List.of(
            new Mark.Band("90 % interval", "first", labels, low, high),
            new Mark.Line("estimate", "first", labels, point, true)));
  }

  private static double[] between(double[] middle, double[] half, int sign) {
    return IntStream.range(0, middle.length)
        .mapToDouble(i -> Math.min(Math.max(middle[i] + sign * half[i], 0), 1))
        .toArray();
  }

  private static String style(int mark) {
    return STYLES.get(mark % STYLES.size());
  }

  private static double[] scaled(double[] values, double unit) {
    return Arrays.stream(values).map(value -> value / unit).toArray();
  }

  static double least(List<double[]> columns) {
    return columns.stream().flatMapToDouble(DoubleStream::of).min().orElse(0);
  }

  static double most(List<double[]> columns) {
    return columns.stream().flatMapToDouble(DoubleStream::of).max().orElse(1);
  }

  /** The ends of a curve's bins in a unit that suits its length. */
  private record Time(Axis axis, double[] places) {
    private static final long[] UNIT_MILLIS = {86_400_000, 3_600_000, 60_000, 1_000};
    private static final List<String> UNITS = List.of("days", "hours", "minutes", "seconds");

    /** A unit is for times of at least so many of it. */
    private static final int LEAST_UNITS = 3;

    static Time of(SpendCurve curve) {
      long length = curve.endMillis() - curve.startMillis();
      int unit = 0;
      while (unit < UNIT_MILLIS.length - 1 && length < LEAST_UNITS * UNIT_MILLIS[unit]) {
        unit++;
      }
      double whole = length / (double) UNIT_MILLIS[unit];
      double[] places =
          IntStream.rangeClosed(0, SpendCurve.BINS)
              .mapToDouble(end -> whole * end / SpendCurve.BINS)
              .toArray();
      String start = Timestamps.toString(Timestamps.fromMillis(curve.startMillis()));
      return new Time(Axis.covering(UNITS.get(unit) + " since " + start, 0, whole), places);
    }
  }
}
