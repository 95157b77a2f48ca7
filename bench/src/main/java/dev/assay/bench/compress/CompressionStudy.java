package dev.assay.bench.compress;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.Halves;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.model.PrincipalComponents;
import dev.assay.report.TextTable;
import dev.assay.sampling.SeededStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The accuracy of a logistic regression trained on what each method keeps of one half of a data
 * set, on the other half.
 */
public final class CompressionStudy {
  /** The sets by name; the second needs files of one's own. */
  public static final List<String> SETS = List.of("digits", "mnist");

  private static final double[] SHARES = {.01, .02, .05, .10, .20, .30};
  private static final double DIGITS_WHITE = 16;
  private static final int COMPONENTS = 50;

  private final int seeds;
  private final double flipped;
  private final SourceFiles files;
  private final Consumer<String> progress;

  /**
   * Prepares the study.
   *
   * @param seeds of splits, at least 2
   * @param flipped the share of training labels that are wrong, in [0, 1)
   * @param progress told what is being run
   */
  public CompressionStudy(int seeds, double flipped, SourceFiles files, Consumer<String> progress) {
    this.seeds = seeds;
    this.flipped = flipped;
    this.files = files;
    this.progress = progress;
  }

  /** The methods on a set: mean accuracy in percent by share kept, with standard errors. */
  public TextTable compare(String set) {
    Examples all = examples(set);
    Map<String, double[][]> cells = new LinkedHashMap<>();
    double[] full = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      progress.accept(set + ", split " + (seed + 1) + " of " + seeds);
      Halves halves = Halves.stratified(all.labels(), all.classCount(), seed);
      Examples training = flip(all.of(halves.training()), seed);
      Examples test = all.of(halves.pool());
      int[] everything = IntStream.range(0, training.size()).toArray();
      full[seed] = 100 * Kept.accuracy(Kept.even(everything).train(training), test);
      int greatest = kept(training, SHARES[SHARES.length - 1]);
      CompressionMethods methods = new CompressionMethods(training, greatest, seed);
      for (int k = 0; k < SHARES.length; k++) {
        for (Map.Entry<String, Kept> own :
            methods.keep(kept(training, SHARES[k]), seed).entrySet()) {
          double[][] cell =
              cells.computeIfAbsent(own.getKey(), name -> new double[SHARES.length][seeds]);
          cell[k][seed] = 100 * Kept.accuracy(own.getValue().train(training), test);
        }
      }
    }
    return table(cells, full);
  }

  private static int kept(Examples training, double share) {
    return Math.max(training.classCount(), (int) Math.rint(share * training.size()));
  }

  private Examples examples(String set) {
    if (set.equals("digits")) {
      Examples digits = files.digits();
      double[][] scaled =
          Arrays.stream(digits.features())
              .map(row -> Arrays.stream(row).map(value -> value / DIGITS_WHITE).toArray())
              .toArray(double[][]::new);
      return new Examples(scaled, digits.labels(), digits.classCount());
    }
    Examples mnist = files.mnist();
    return new Examples(
        PrincipalComponents.of(mnist.features(), COMPONENTS), mnist.labels(), mnist.classCount());
  }

  private Examples flip(Examples training, long seed) {
    int[] labels = training.labels().clone();
    SeededStream stream = new SeededStream(seed, 1);
    for (int row = 0; row < labels.length; row++) {
      if (stream.nextUnit() < flipped) {
        int other = stream.nextBelow(training.classCount() - 1);
        labels[row] = other < labels[row] ? other : other + 1;
      }
    }
    return new Examples(training.features(), labels, training.classCount());
  }

  private TextTable table(Map<String, double[][]> cells, double[] full) {
    List<String> header = new ArrayList<>(List.of("method"));
    for (double share : SHARES) {
      header.add(String.format(Locale.ROOT, "%.0f %%", 100 * share));
    }
    TextTable table = new TextTable(header.toArray(String[]::new));
    cells.forEach(
        (name, cell) -> {
          List<String> row = new ArrayList<>(List.of(name));
          for (double[] own : cell) {
            row.add(mean(own));
          }
          table.row(row.toArray());
        });
    List<String> all = new ArrayList<>(List.of("all rows"));
    for (int k = 0; k < SHARES.length; k++) {
      all.add(mean(full));
    }
    table.row(all.toArray());
    return table;
  }

  private static String mean(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    return String.format(Locale.ROOT, "%.2f ± %.2f", mean, error);
  }
}
