package dev.assay.bench.select;

import dev.assay.report.TextTable;
import dev.assay.sampling.acquire.Strategies;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How well labels train and measure, by strategy: the learner's mean accuracy over the rounds, and
 * the variance of simple random sampling without a model over that of the strategy's estimate (RE).
 */
public final class LearningStudy {
  /** The sets by name. */
  public static final List<String> SETS = List.of("digits", "breast-cancer", "generated");

  /** A strategy as it is compared. */
  private record Design(String strategy, double explorationShare, double sharpness) {}

  private static final List<Design> DESIGNS =
      List.of(
          new Design("random", 1, 0),
          new Design("margin", .3, 3),
          new Design("max-herding", .1, 0),
          new Design("measure-first", .1, 0),
          new Design("two-phase", .1, 0));

  private final int runs;
  private final Consumer<String> progress;

  /**
   * Prepares the study.
   *
   * @param runs of each strategy on each set, at least 2
   * @param progress told what is being run
   */
  public LearningStudy(int runs, Consumer<String> progress) {
    this.runs = runs;
    this.progress = progress;
  }

  /** Compares the strategies on the sets of these names. */
  public TextTable compare(List<String> sets) {
    TextTable table =
        new TextTable(
            "set", "strategy", "curve", "over random", "RE", "bias in SE", "coverage of 90 %");
    for (String name : sets) {
      LearningSet set = LearningSet.named(name);
      double[] random = new double[runs];
      for (Design design : DESIGNS) {
        progress.accept(name + ", " + design.strategy());
        double[] curves = new double[runs];
        double[] differences = new double[runs];
        double simple = 0;
        double squares = 0;
        int held = 0;
        for (int run = 0; run < runs; run++) {
          LearningRun.Outcome outcome =
              new LearningRun(set, run)
                  .run(
                      Strategies.named(design.strategy()),
                      design.explorationShare(),
                      design.sharpness());
          curves[run] = outcome.curve();
          random[run] = design.strategy().equals("random") ? outcome.curve() : random[run];
          differences[run] = outcome.estimate() - outcome.error();
          squares += differences[run] * differences[run];
          simple += variance(outcome.error(), set);
          held += outcome.holds() ? 1 : 0;
        }
        double[] gains = new double[runs];
        Arrays.setAll(gains, run -> curves[run] - random[run]);
        table.row(
            name,
            design.strategy(),
            number("%.4f", mean(curves)),
            number("%+.4f", mean(gains)) + " ± " + number("%.4f", standardError(gains)),
            number("%.2f", simple / squares),
            number("%+.1f", mean(differences) / standardError(differences)),
            number("%.2f", (double) held / runs));
      }
    }
    return table;
  }

  /** Of a share by simple random sampling without replacement, with as many labels. */
  private static double variance(double share, LearningSet set) {
    double pool = set.poolSize();
    double labels = LearningSet.ROUNDS * set.batch();
    return share * (1 - share) * pool / (pool - 1) / labels * (1 - labels / pool);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
