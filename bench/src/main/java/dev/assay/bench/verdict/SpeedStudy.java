package dev.assay.bench.verdict;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.sampling.quality.method.DawidSkene;
import dev.assay.sampling.quality.method.Glad;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures the speed of the methods on simulated crowds, and of GLAD on a real one. */
public final class SpeedStudy {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MEBIBYTE = 1 << 20;
  private static final int ITERATIONS = 10;

  private final Consumer<String> progress;
  private final int shots;

  /**
   * Prepares the study.
   *
   * @param shots how often each is measured; the least time counts, for other programs share the
   *     machine
   * @param progress told what is being measured
   */
  public SpeedStudy(int shots, Consumer<String> progress) {
    this.shots = shots;
    this.progress = progress;
  }

  /**
   * Measures all.
   *
   * @param web the votes on web pages, or null to leave GLAD out
   */
  public List<SpeedGoal> run(@Nullable VoteTable web) {
    List<SpeedGoal> goals = new ArrayList<>();
    goals.add(iteration());
    goals.add(tenMillion());
    goals.add(auto());
    goals.add(manyClasses());
    if (web != null) {
      goals.add(glad(web));
    }
    goals.add(crowdlab());
    return goals;
  }

  private SpeedGoal iteration() {
    progress.accept("Dawid-Skene, 1,000,000 votes");
    VoteTable votes = crowd(100_000, 500, 10, 10).table();
    Evidence evidence = Evidence.of(votes);
    double none = least(() -> DawidSkene.of(0.01, 0, 0).fit(evidence));
    double some = least(() -> DawidSkene.of(0.01, ITERATIONS, 0).fit(evidence));
    return new SpeedGoal(
        "Dawid-Skene, 1,000,000 votes (100,000 items, 500 annotators, 10 classes), an iteration",
        Math.max(0, some - none) / ITERATIONS,
        0.1,
        "crowd-kit 2.37 s; numpy 0.24 s",
        String.format(Locale.ROOT, "mean of %d iterations", ITERATIONS));
  }

  private SpeedGoal tenMillion() {
    progress.accept("Dawid-Skene, 10,000,000 votes");
    Columns columns = crowd(1_000_000, 5000, 2, 10);
    System.gc();
    peaks().forEach(MemoryPoolMXBean::resetPeakUsage);
    long[] used = {0};
    double seconds =
        least(
            () -> {
              Verdicts verdicts = DawidSkene.DEFAULT.fit(Evidence.of(columns.table()));
              used[0] = verdicts.itemCount();
              return verdicts;
            });
    long peak = peaks().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
    return new SpeedGoal(
        "Dawid-Skene, 10,000,000 votes (1,000,000 items, 5,000 annotators, 2 classes), from columns"
            + " of votes to verdicts",
        seconds,
        3,
        "numpy 2.96 s; Fast-Dawid-Skene hours",
        String.format(
            Locale.ROOT, "%,d verdicts; heap at most %d MiB, garbage included", used[0], peak));
  }

  private SpeedGoal auto() {
    progress.accept("auto, 1,000,000 votes");
    Columns columns = crowd(100_000, 500, 10, 10);
    return new SpeedGoal(
        "auto, 1,000,000 votes (100,000 items, 500 annotators, 10 classes), from columns of votes"
            + " to verdicts",
        least(() -> new AutoMethod().fit(Evidence.of(columns.table()))),
        5,
        "",
        "a pool of four models");
  }

  private SpeedGoal manyClasses() {
    progress.accept("auto, 20,000 classes");
    Columns columns = crowd(20_000, 300, 20_000, 3);
    System.gc();
    peaks().forEach(MemoryPoolMXBean::resetPeakUsage);
    double seconds = least(() -> new AutoMethod().fit(Evidence.of(columns.table())));
    long peak = peaks().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
    return new SpeedGoal(
        "auto, 20,000 classes (60,000 votes, 20,000 items, 300 annotators)",
        seconds,
        5,
        "",
        String.format(Locale.ROOT, "sparse; heap at most %d MiB, garbage included", peak));
  }

  private SpeedGoal glad(VoteTable web) {
    progress.accept("GLAD, web");
    Evidence evidence = Evidence.of(web);
    return new SpeedGoal(
        String.format(Locale.ROOT, "GLAD, web (%,d votes, 5 classes)", web.voteCount()),
        least(() -> Glad.DEFAULT.fit(evidence)),
        2,
        "crowd-kit 92 s",
        "to convergence");
  }

  private SpeedGoal crowdlab() {
    progress.accept("CROWDLAB, 50,000 items");
    int items = 50_000;
    int classes = 10;
    VoteTable votes = crowd(items, 200, classes, 10).table();
    SeededStream random = new SeededStream(3);
    float[] model = new float[items * classes];
    for (int item = 0; item < items; item++) {
      int said = random.nextBelow(classes);
      for (int label = 0; label < classes; label++) {
        model[item * classes + label] = label == said ? 0.55f : 0.05f;
      }
    }
    Evidence evidence = Evidence.of(votes).withModel(model);
    return new SpeedGoal(
        "CROWDLAB, 50,000 items, 200 annotators, 10 votes an item, 10 classes",
        least(() -> new Crowdlab().fit(evidence)),
        1,
        "cleanlab 18.5 s, 1.1 GB",
        "sparse");
  }

  private double least(Supplier<Verdicts> fit) {
    double least = Double.MAX_VALUE;
    for (int shot = 0; shot < shots; shot++) {
      long begin = System.nanoTime();
      Verdicts verdicts = fit.get();
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      if (verdicts.itemCount() == 0) {
        throw new IllegalStateException("no verdicts");
      }
      least = Math.min(least, seconds);
    }
    return least;
  }

  private static List<MemoryPoolMXBean> peaks() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  /** Votes in columns, as they come from a file. */
  private record Columns(
      int itemCount, int annotatorCount, int classes, int[] items, int[] annotators, int[] labels) {
    VoteTable table() {
      return VoteTable.of(itemCount, annotatorCount, classes, items, annotators, labels);
    }
  }

  /** Annotators with accuracies from 0.5 to 0.95, so many votes an item. */
  private static Columns crowd(int items, int annotators, int classes, int votesEach) {
    SeededStream random = new SeededStream(1);
    int[] item = new int[items * votesEach];
    int[] annotator = new int[item.length];
    int[] label = new int[item.length];
    for (int vote = 0; vote < item.length; vote++) {
      item[vote] = vote / votesEach;
      annotator[vote] =
          (int)
              ((item[vote] * 7919L + (long) (vote % votesEach) * (annotators / votesEach))
                  % annotators);
      int truth = (int) Math.floorMod(SeededStream.mix(item[vote]), (long) classes);
      double accuracy = 0.5 + 0.45 * annotator[vote] / annotators;
      boolean right = random.nextUnit() < accuracy;
      label[vote] = right ? truth : (truth + 1 + random.nextBelow(classes - 1)) % classes;
    }
    return new Columns(items, annotators, classes, item, annotator, label);
  }
}
