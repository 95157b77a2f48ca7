package dev.assay.bench.select;

import dev.assay.bench.data.Examples;
import dev.assay.bench.data.SourceFiles;
import dev.assay.bench.model.PrincipalComponents;
import dev.assay.bench.model.Scaling;
import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.List;

/**
 * A data set, and how it is learnt.
 *
 * @param name of the set
 * @param examples scaled for the learner
 * @param c inverse strength of the learner's penalty
 * @param poolSize items that labels are bought of
 * @param batch labels of a round
 * @param rounds of a run
 * @param change what is done to the set before each run
 */
record LearningSet(
    String name,
    Examples examples,
    double c,
    int poolSize,
    int batch,
    int rounds,
    LearningSplit.Change change) {

  private static final int COMPONENTS = 50;
  private static final double DIGITS_WHITE = 16;

  /** The names of the sets. */
  static final List<String> NAMES =
      List.of(
          "digits",
          "digits-drift",
          "digits-flips",
          "digits-rare",
          "breast-cancer",
          "generated",
          "mnist",
          "mnist-drift",
          "credit");

  /**
   * The names of those that are there: without files of one's own, those of digits, breast cancer
   * and generated.
   */
  static List<String> present(SourceFiles files) {
    return NAMES.stream()
        .filter(name -> !name.startsWith("mnist") || files.hasMnist())
        .filter(name -> !name.equals("credit") || files.hasCredit())
        .toList();
  }

  /** What it is, in words. */
  String about() {
    String what =
        switch (name) {
          case "breast-cancer" -> "Breast Cancer Wisconsin, 30 numbers, C = 1.";
          case "credit" -> "Default of credit card clients, 23 numbers, C = 1.";
          case "generated" ->
              "Five classes of three clouds each in 20 dimensions, C = 1; nothing was tuned on it.";
          default ->
              name.startsWith("mnist")
                  ? "MNIST's test images in the space of their first 50 principal components, C ="
                      + " 1."
                  : "Digits of 8 x 8 pixels, in [0, 1], C = 10.";
        };
    return what + change.about();
  }

  /** A set by name. */
  static LearningSet named(String name, SourceFiles files) {
    return switch (name) {
      case "digits" -> digits(name, files, 900, LearningSplit.Change.NONE);
      case "digits-drift" -> digits(name, files, 900, LearningSplit.Change.DRIFT);
      case "digits-flips" -> digits(name, files, 900, LearningSplit.Change.FLIPS);
      case "digits-rare" -> digits(name, files, 600, LearningSplit.Change.RARE_CLASSES);
      case "breast-cancer" -> breastCancer(files);
      case "generated" -> generated();
      case "mnist" -> mnist(name, files, LearningSplit.Change.NONE);
      case "mnist-drift" -> mnist(name, files, LearningSplit.Change.DRIFT);
      case "credit" -> credit(files);
      default ->
          throw new IllegalArgumentException(
              "there is no set \"" + name + "\"; there are " + NAMES);
    };
  }

  private static LearningSet digits(
      String name, SourceFiles files, int poolSize, LearningSplit.Change change) {
    Examples all = files.digits();
    double[][] rows = new double[all.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.stream(all.features()[i]).map(pixel -> pixel / DIGITS_WHITE).toArray();
    }
    return new LearningSet(name, with(all, rows), 10, poolSize, 20, 12, change);
  }

  private static LearningSet breastCancer(SourceFiles files) {
    Examples all = scaled(files.breastCancer());
    return new LearningSet("breast-cancer", all, 1, 300, 10, 12, LearningSplit.Change.NONE);
  }

  private static LearningSet credit(SourceFiles files) {
    return new LearningSet(
        "credit", scaled(files.credit()), 1, 900, 25, 12, LearningSplit.Change.NONE);
  }

  /** The images in the space of their first 50 principal components. */
  private static LearningSet mnist(String name, SourceFiles files, LearningSplit.Change change) {
    Examples all = files.mnist();
    double[][] rows = PrincipalComponents.spaceOf(all.features(), COMPONENTS);
    return new LearningSet(name, with(all, rows), 1, 900, 20, 15, change);
  }

  private static Examples scaled(Examples all) {
    return with(all, Scaling.of(all.features()).apply(all.features()));
  }

  private static Examples with(Examples all, double[][] rows) {
    return new Examples(rows, all.labels(), all.classCount());
  }

  /** Five classes of three clouds each in 20 dimensions, which overlap; nothing was tuned on it. */
  private static LearningSet generated() {
    SeededStream random = new SeededStream(20_261);
    double[][] centres = new double[15][20];
    for (double[] centre : centres) {
      Arrays.setAll(centre, d -> 2.2 * normal(random));
    }
    double[][] rows = new double[2000][20];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int cloud = random.nextBelow(centres.length);
      labels[i] = cloud % 5;
      double[] centre = centres[cloud];
      Arrays.setAll(rows[i], d -> (centre[d] + 2 * normal(random)) / 4);
    }
    Examples all = new Examples(rows, labels, 5);
    return new LearningSet("generated", all, 1, 900, 20, 12, LearningSplit.Change.NONE);
  }

  private static double normal(SeededStream random) {
    double radius = Math.sqrt(-2 * StrictMath.log(random.nextOpenUnit()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextUnit());
  }
}
