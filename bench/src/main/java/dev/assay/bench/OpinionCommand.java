package dev.assay.bench;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.SecondOpinion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code assay bench opinion}: how long a second opinion takes, and what it holds. */
@Command(
    name = "opinion",
    description =
        "Forms a second opinion of a model's errors from labelled items, and asks it of a pool.",
    mixinStandardHelpOptions = true)
final class OpinionCommand implements Callable<Integer> {
  private static final double MOST_SECONDS = 20;
  private static final double MOST_MEBIBYTES = 64;
  private static final int CLASSES = 10;
  private static final double RIGHT = .85;

  @Option(names = "--items", paramLabel = "N", description = "Items. Default: ${DEFAULT-VALUE}.")
  private int items = 100_000;

  @Option(
      names = "--labels",
      paramLabel = "N",
      description = "Labelled items, at most 2,000. Default: ${DEFAULT-VALUE}.")
  private int labels = SecondOpinion.MAX_LABELLED;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      description = "Coordinates of an embedding. Default: ${DEFAULT-VALUE}.")
  private int dimension = 64;

  @Mixin private FigureOptions output = new FigureOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SecondOpinion.Labelled labelled = clouds(labels, 1);
    SecondOpinion.Labelled pool = clouds(items, 2);
    List<Figure> figures = new ArrayList<>();
    long before = Heap.liveMebibytes();
    SecondOpinion[] formed = new SecondOpinion[1];
    double train = IngestCommand.seconds(() -> formed[0] = SecondOpinion.of(labelled, 3));
    double ask =
        IngestCommand.seconds(() -> formed[0].errors(pool.rows(), pool.predicted(), pool.doubts()));
    long held = Heap.liveMebibytes() - before;
    figures.add(new Figure("known errors", formed[0].errorCount(), "errors"));
    figures.add(new Figure("six forests of the labels", train, "s"));
    figures.add(new Figure("asked of all items", ask, "s"));
    figures.add(new Figure("both", train + ask, "s"));
    figures.add(new Figure("promised", MOST_SECONDS, "s"));
    figures.add(new Figure("held by the opinion", held, "MiB"));
    figures.add(new Figure("promised to be held", MOST_MEBIBYTES, "MiB"));
    output.report(
        spec.commandLine().getOut(),
        "Second opinion",
        "./assay bench opinion --items %d --labels %d --dimension %d"
            .formatted(items, labels, dimension),
        figures,
        List.of(
            "Ten clouds that overlap, one class each; without a virtual machine that is warm. Each"
                + " of the five forests for the weights is gone when the next is grown; the sixth"
                + " is held while the pool is asked, beside 4 bytes for each item. Embeddings are"
                + " the index's."));
    return train + ask <= MOST_SECONDS && held <= MOST_MEBIBYTES ? 0 : 1;
  }

  private SecondOpinion.Labelled clouds(int count, long seed) {
    SeededStream random = new SeededStream(seed);
    double[][] rows = new double[count][dimension];
    int[] classes = new int[count];
    int[] predicted = new int[count];
    double[] doubts = new double[count];
    for (int i = 0; i < count; i++) {
      int label = random.nextBelow(CLASSES);
      classes[i] = label;
      Arrays.setAll(rows[i], d -> random.nextUnit() + .6 * new SeededStream(label, d).nextUnit());
      predicted[i] = random.nextUnit() < RIGHT ? label : random.nextBelow(CLASSES);
      doubts[i] = (1 - RIGHT) * (1 + random.nextUnit()) / 2;
    }
    return new SecondOpinion.Labelled(rows, classes, CLASSES, predicted, doubts);
  }
}
