package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.Check;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each annotator has a confusion matrix, each class a share (Dawid and Skene, "Maximum likelihood
 * estimation of observer error-rates using the EM algorithm", Applied Statistics 28, 1979).
 *
 * <p>Begins with the shares of the votes. M-step (their equations 2.3 and 2.4): pi_a(k, l) =
 * (expected votes of a for l on items of class k + c) / (expected votes of a on items of class k +
 * K c), p_k = mean probability of class k. E-step (2.5): P(z_i = k) proportional to p_k times the
 * product of pi_a(k, l) over the votes, summed in logarithms. With c = 0 this is maximum
 * likelihood, as in the paper; with c &gt; 0 the mode under a symmetric Dirichlet prior. Further
 * counts, such as what is known of annotators from earlier work, may be added to those of any
 * annotator.
 *
 * @param pseudoCount c, 0 or more
 * @param history counts to add, of (annotator, true class, given class) in one row-major array;
 *     null for none
 * @param maxIterations E-steps at most; 0 leaves the shares of the votes
 * @param tolerance the change of a probability below which the fit is done
 */
public record DawidSkene(
    double pseudoCount, double @Nullable [] history, int maxIterations, double tolerance)
    implements VerdictMethod {
  /** The name of the method. */
  public static final String NAME = "dawid-skene";

  /** Probabilities below this one are taken for this one, so that no vote excludes a class. */
  public static final double FLOOR = 1e-10;

  /** As in the paper, with next to no prior. */
  public static final DawidSkene DEFAULT = new DawidSkene(0.01, null, 200, 1e-4);

  /** Checks the settings. */
  public DawidSkene {
    Check.setting(pseudoCount, 0, 1e6, "the pseudo count");
    Check.setting(maxIterations, 0, 1e6, "the iterations");
    Check.setting(tolerance, 0, 1, "the tolerance");
  }

  /** Without counts of earlier work. */
  public static DawidSkene of(double pseudoCount, int maxIterations, double tolerance) {
    return new DawidSkene(pseudoCount, null, maxIterations, tolerance);
  }

  /** The same with counts to add, of (annotator, true class, given class). */
  public DawidSkene withHistory(double[] counts) {
    return new DawidSkene(pseudoCount, counts, maxIterations, tolerance);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdicts fit(Evidence evidence) {
    VoteTable votes = evidence.votes();
    int classes = votes.classCount();
    if (history != null) {
      Check.sameLength((int) LatentClasses.cells(votes, 1), history.length, "the history");
    }
    LatentClasses items = new LatentClasses(evidence, 1, Posteriors.shares(evidence), false);
    items.count();
    double[] log = new double[items.counts().length];
    double[] logPrior = new double[classes];
    for (int iteration = 0; iteration < maxIterations; iteration++) {
      maximise(items.counts(), classes, log);
      double[] prior = Posteriors.classShares(evidence, items.share(), pseudoCount);
      Arrays.setAll(logPrior, label -> StrictMath.log(Math.max(FLOOR, prior[label])));
      if (items.step(log, logPrior) < tolerance) {
        break;
      }
    }
    ClassProbabilities probabilities = ClassProbabilities.dense(items.share(), classes);
    return Verdicts.of(
        NAME,
        votes,
        probabilities,
        Posteriors.classShares(evidence, items.share(), pseudoCount),
        AnnotatorQuality.of(votes, probabilities));
  }

  /** The grid on which the counts of earlier work add up. */
  private SumGrid historyGrid(int classes) {
    double most = history == null ? 0 : Arrays.stream(history).max().orElse(0);
    return SumGrid.upTo(most * classes);
  }

  private void maximise(double[] counts, int classes, double[] log) {
    SumGrid grid = historyGrid(classes);
    int annotators = counts.length / (classes * classes);
    for (int who = 0; who < annotators; who++) {
      int first = who * classes * classes;
      for (int truth = 0; truth < classes; truth++) {
        double sum = 0;
        double added = 0;
        for (int given = 0; given < classes; given++) {
          sum += counts[first + given * classes + truth];
          added += grid.round(added(first, truth, given, classes));
        }
        sum += added + classes * pseudoCount;
        for (int given = 0; given < classes; given++) {
          double likelihood =
              sum > 0 ? count(counts, first, truth, given, classes) / sum : 1.0 / classes;
          log[first + given * classes + truth] = StrictMath.log(Math.max(FLOOR, likelihood));
        }
      }
    }
  }

  private double count(double[] counts, int first, int truth, int given, int classes) {
    return counts[first + given * classes + truth]
        + pseudoCount
        + added(first, truth, given, classes);
  }

  private double added(int first, int truth, int given, int classes) {
    return history == null ? 0 : history[first + truth * classes + given];
  }
}
