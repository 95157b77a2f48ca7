package dev.assay.bench.select;

import dev.assay.bench.data.SourceFiles;
import dev.assay.report.TextTable;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.acquire.phase.TwoPhase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How well labels train and measure, by strategy: the learner's mean accuracy over the rounds, and
 * the variance of simple random sampling without a model over that of the strategy's estimate (RE).
 */
public final class LearningStudy {
  /** The sets by name. */
  public static final List<String> SETS = LearningSet.NAMES;

  private static final int RUNS_BETWEEN_LINES = 10;

  private static final List<Recipe> RECIPES =
      List.of(
          recipe("random", 1, 0),
          recipe("margin", .3, 3),
          recipe(TwoPhase.MEASURING, .1, 0),
          recipe(TwoPhase.NAME, .1, 0));

  /**
   * What a prototype of these strategies measured with splits of its own, 160 runs a set: the curve
   * over random labels, and RE.
   */
  private static final Map<String, String> PROTOTYPE =
      Map.ofEntries(
          Map.entry("digits random", "0, 1.99"),
          Map.entry("digits margin", "+.022, 1.90"),
          Map.entry("digits measure-first", "+.029, 4.4"),
          Map.entry("digits two-phase", "+.056, 4.70"),
          Map.entry("digits-drift random", "0, 1.63"),
          Map.entry("digits-drift margin", "+.023, 1.29"),
          Map.entry("digits-drift two-phase", "+.052, 2.60"),
          Map.entry("breast-cancer random", "0, 1.50"),
          Map.entry("breast-cancer margin", "+.013, 3.35"),
          Map.entry("breast-cancer measure-first", "-, 4.8"),
          Map.entry("breast-cancer two-phase", "+.018, 5.5"),
          Map.entry("mnist random", "0, 1.75"),
          Map.entry("mnist margin", "+.017, 1.20"),
          Map.entry("mnist measure-first", "-, 2.53"),
          Map.entry("mnist two-phase", "+.051, 1.97"),
          Map.entry("mnist-drift random", "0, 1.62"),
          Map.entry("mnist-drift margin", "+.016, 1.01"),
          Map.entry("mnist-drift measure-first", "-, 2.81"),
          Map.entry("mnist-drift two-phase", "+.052, 1.67"),
          Map.entry("credit random", "0, 1.08"),
          Map.entry("credit margin", "+.011, .54"),
          Map.entry("credit measure-first", "-, 1.14"),
          Map.entry("credit two-phase", "+.005, 1.04"));

  private static Recipe recipe(String strategy, double explorationShare, double sharpness) {
    return new Recipe(Strategies.named(strategy), explorationShare, sharpness);
  }

  private final int runs;
  private final SourceFiles files;
  private final Consumer<String> progress;

  /**
   * Prepares the study.
   *
   * @param runs of each strategy on each set, at least 2
   * @param progress told what is being run
   */
  public LearningStudy(int runs, SourceFiles files, Consumer<String> progress) {
    this.runs = runs;
    this.files = files;
    this.progress = progress;
  }

  /** The sets whose files are there. */
  public static List<String> present(SourceFiles files) {
    return LearningSet.present(files);
  }

  /** What came of a strategy's runs on a set. */
  @SuppressWarnings("ArrayRecordComponent") // filled run by run; not compared
  private record Cell(
      double[] curves, double[] differences, double[] variances, double[] simple, boolean[] holds) {
    static Cell of(int runs) {
      return new Cell(
          new double[runs],
          new double[runs],
          new double[runs],
          new double[runs],
          new boolean[runs]);
    }

    void put(int run, LearningRun.Outcome outcome, double simpleVariance) {
      curves[run] = outcome.curve();
      differences[run] = outcome.estimate() - outcome.error();
      variances[run] = outcome.variance();
      simple[run] = simpleVariance;
      holds[run] = outcome.holds();
    }

    double gain(Cell random) {
      return mean(gains(random));
    }

    double[] gains(Cell random) {
      double[] gains = new double[curves.length];
      Arrays.setAll(gains, run -> curves[run] - random.curves[run]);
      return gains;
    }

    double efficiency() {
      return mean(simple) / mean(Arrays.stream(differences).map(d -> d * d).toArray());
    }

    /** As the estimates say themselves: what the draws' probabilities leave. */
    double statedEfficiency() {
      return mean(simple) / mean(variances);
    }

    double bias() {
      return mean(differences) / standardError(differences);
    }

    double coverage() {
      int held = 0;
      for (boolean hold : holds) {
        held += hold ? 1 : 0;
      }
      return (double) held / holds.length;
    }
  }

  /**
   * The strategies on a set.
   *
   * @param note what the figures are of, in words
   */
  public record Comparison(TextTable table, String note) {}

  /** Compares the strategies on a set. */
  public Comparison compare(String name) {
    LearningSet set = LearningSet.named(name, files);
    List<Cell> cells = RECIPES.stream().map(recipe -> Cell.of(runs)).toList();
    for (int run = 0; run < runs; run++) {
      if (run % RUNS_BETWEEN_LINES == 0) {
        progress.accept(name + ", run " + (run + 1) + " of " + runs);
      }
      LearningSplit split = LearningSplit.of(set, run);
      for (int k = 0; k < RECIPES.size(); k++) {
        LearningRun.Outcome outcome = new LearningRun(set, split, run).run(RECIPES.get(k));
        cells.get(k).put(run, outcome, variance(outcome.error(), split.pool().length, set));
      }
    }
    return new Comparison(table(name, cells), note(set));
  }

  private static TextTable table(String name, List<Cell> cells) {
    TextTable table =
        new TextTable(
            "strategy",
            "curve",
            "over random",
            "RE",
            "RE, stated",
            "bias in SE",
            "coverage of 90 %",
            "prototype: curve, RE",
            "promised: curve, RE",
            "verdict");
    Cell random = cells.get(0);
    for (int k = 0; k < cells.size(); k++) {
      String strategy = RECIPES.get(k).strategy().name();
      Cell cell = cells.get(k);
      LearningGoal goal = strategy.equals(TwoPhase.NAME) ? LearningGoal.of(name) : null;
      table.row(
          strategy,
          number("%.4f", mean(cell.curves())),
          number("%+.4f", cell.gain(random))
              + " ± "
              + number("%.4f", standardError(cell.gains(random))),
          number("%.2f", cell.efficiency()),
          number("%.2f", cell.statedEfficiency()),
          number("%+.1f", cell.bias()),
          number("%.2f", cell.coverage()),
          PROTOTYPE.getOrDefault(name + " " + strategy, "-"),
          goal == null ? "-" : goal.text(),
          goal == null
              ? "-"
              : goal.verdict(cell.gain(random), cell.efficiency(), cell.bias(), cell.coverage()));
    }
    return table;
  }

  private static String note(LearningSet set) {
    return "%s Labels are bought in %d rounds of %d of a pool of up to %d."
            .formatted(set.about(), set.rounds(), set.batch(), set.poolSize())
        + " They train a logistic regression, whose accuracy on items outside of the pool is"
        + " averaged over the rounds (curve; the difference from random with its standard error),"
        + " and judge a model that was trained before on 100 others. RE is the variance of simple"
        + " random sampling without a model over the mean squared error of the strategy's estimate,"
        + " as a server makes it; its relative standard error is sqrt(2 / runs) or so. RE, stated,"
        + " has the variances that the estimates state in place of the squared errors: it hardly"
        + " varies by the runs, and draws along the tree vary less than that. Margin goes by the"
        + " learner's scores after the round before, and is random at first. Exploration share .1,"
        + " but 1 for random and .3 for margin. The prototype's figures were measured elsewhere,"
        + " with splits of its own; 160 runs.";
  }

  /** Of a share by simple random sampling without replacement, with as many labels. */
  private static double variance(double share, double pool, LearningSet set) {
    double labels = set.rounds() * set.batch();
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
