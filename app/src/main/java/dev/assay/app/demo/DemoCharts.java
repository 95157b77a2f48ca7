package dev.assay.app.demo;

import dev.assay.report.plot.Axis;
import dev.assay.report.plot.Chart;
import dev.assay.report.plot.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The three pictures of the report. */
final class DemoCharts {
  private static final double MICROS = 1e6;

  private DemoCharts() {}

  /** Held-out accuracy by labels bought, of both arms. */
  static Chart learning(List<RoundResult> rounds) {
    double[] active = column(rounds, RoundResult::accuracyActive);
    double[] random = column(rounds, RoundResult::accuracyRandom);
    double[] labels = column(rounds, RoundResult::labels);
    double[] labelsRandom = column(rounds, RoundResult::labelsRandom);
    return new Chart(
        "Held-out accuracy by labels bought, chosen and at random",
        Axis.covering("labels bought", 0, most(labels, labelsRandom)),
        Axis.covering("accuracy on held-out items", least(active, random), most(active, random)),
        List.of(
            new Mark.Line("labels taken at random", "second", labelsRandom, random, true),
            new Mark.Line("labels chosen by Assay", "first", labels, active, true)));
  }

  /** What the server estimates of each model, with its interval, beside the truth. */
  static Chart estimates(List<RoundResult> rounds) {
    List<Judged> judged = Judged.all(rounds);
    double[] x = judged.stream().mapToDouble(Judged::round).toArray();
    double[] low = judged.stream().mapToDouble(each -> each.estimated().low()).toArray();
    double[] high = judged.stream().mapToDouble(each -> each.estimated().high()).toArray();
    double[] estimate = judged.stream().mapToDouble(each -> each.estimated().estimate()).toArray();
    double[] truth = judged.stream().mapToDouble(Judged::truth).toArray();
    return new Chart(
        "The server's estimate of each model's accuracy with its 90 % interval, and the truth",
        roundAxis(rounds),
        Axis.covering("accuracy on items not yet served", least(low, truth), most(high, truth)),
        List.of(
            new Mark.Band("90 % interval", "first", x, low, high),
            new Mark.Line("estimate", "first", x, estimate, true),
            new Mark.Line("truth", "third", x, truth, true)));
  }

  /** What was charged and held after each round, under the ceiling. */
  static Chart spending(List<RoundResult> rounds) {
    double[] x = column(rounds, RoundResult::round);
    double[] charged = column(rounds, result -> result.spending().chargedMicros() / MICROS);
    double[] committed =
        column(
            rounds,
            result ->
                (result.spending().chargedMicros() + result.spending().heldMicros()) / MICROS);
    double[] ceiling = column(rounds, result -> result.spending().ceilingMicros() / MICROS);
    Axis roundAxis = roundAxis(rounds);
    double[] ends = {roundAxis.low(), roundAxis.high()};
    return new Chart(
        "Money charged and held after each round, and the ceiling",
        roundAxis,
        Axis.covering("money in " + DemoPlan.CURRENCY, 0, most(ceiling, committed)),
        List.of(
            new Mark.Bars("charged", "first", x, new double[x.length], charged),
            new Mark.Bars("held", "second", x, charged, committed),
            new Mark.Line("ceiling", "third", ends, new double[] {ceiling[0], ceiling[0]}, false)));
  }

  /** A round with an estimate. */
  private record Judged(int round, Judgement.Estimated estimated, double truth) {
    static List<Judged> all(List<RoundResult> rounds) {
      return rounds.stream().flatMap(result -> of(result).stream()).toList();
    }

    private static List<Judged> of(RoundResult result) {
      Judgement judgement = result.judgement();
      Judgement.Estimated estimated = judgement == null ? null : judgement.estimated();
      return (judgement == null || estimated == null)
          ? List.of()
          : List.of(new Judged(result.round(), estimated, judgement.truth()));
    }
  }

  private static Axis roundAxis(List<RoundResult> rounds) {
    return Axis.counting("round", rounds.size());
  }

  private static double[] column(List<RoundResult> rounds, ToDoubleFunction<RoundResult> field) {
    return rounds.stream().mapToDouble(field).toArray();
  }

  private static double least(double[]... columns) {
    return Arrays.stream(columns).flatMapToDouble(DoubleStream::of).min().orElse(0);
  }

  private static double most(double[]... columns) {
    return Arrays.stream(columns).flatMapToDouble(DoubleStream::of).max().orElse(1);
  }
}
