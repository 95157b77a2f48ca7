package dev.assay.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.v1.Assignment;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.Policy;
import dev.assay.v1.TaskKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Tries to tell gold checks from ordinary work by everything that an annotator's calls show, and
 * must do no better than chance.
 *
 * <p>One feature at a time by the rank-sum statistic, and all together by a classifier that is
 * trained on one half of the assignments and ranks the other half. Without information the area
 * under the ROC curve of n ordinary and m gold assignments has mean 1/2 and variance (n + m + 1) /
 * (12 n m) (Mann and Whitney 1947). The bound is that of 1e-6 on two sides, divided by the number
 * of statistics looked at.
 */
@Isolated // compares times
final class BlindGoldTest {
  private static final int TOKEN_FEATURES = 16;
  private static final int FEATURES = TOKEN_FEATURES + 9;

  /** Normal quantile of 1 - 1e-6 / 2 / 28. */
  private static final double Z = 5.52;

  private static final int WARM_UP = 300;
  private static final int TIMED = 700;

  @TempDir private Path folder;

  private record Seen(double[] features, boolean isGold) {}

  @Test
  void nothingThatAnAnnotatorSeesTellsGoldFromOrdinaryWork() {
    List<Seen> seen = work();
    long gold = seen.stream().filter(Seen::isGold).count();
    assertThat(gold).isGreaterThan(300);
    for (int feature = 0; feature < FEATURES; feature++) {
      int column = feature;
      double z = score(seen, one -> one.features()[column]);
      assertThat(Math.abs(z)).as("feature %d", feature).isLessThan(Z);
    }
    assertThat(classifierScore(seen)).isLessThan(Z);
  }

  private List<Seen> work() {
    List<Seen> seen = new ArrayList<>();
    Policy.Builder policy =
        Policy.newBuilder().setGold(GoldProject.often().setProbationShare(0.2).setMaxUses(1000));
    try (GoldProject project = new GoldProject(folder, policy, 1_000_000_000)) {
      project.local.putItems(1_200, 10L);
      project.local.putItems(1_200, 15L);
      project.local.putItems(800, null);
      SeededStream chance = new SeededStream(5);
      int[] order = IntStream.range(0, 3_200).toArray();
      chance.shuffle(order);
      project.put(Arrays.copyOf(order, 250));
      double[] last = new double[4];
      for (int turn = 0; turn < 260; turn++) {
        int who = chance.nextBelow(4);
        GoldProject.Batch batch = project.next("ann-" + who, 1 + chance.nextBelow(18));
        for (int i = 0; i < batch.assignments().size(); i++) {
          Assignment assignment = batch.assignments().get(i);
          double number = Integer.parseInt(assignment.getItemId().substring(1));
          seen.add(
              new Seen(
                  features(assignment, i, batch.assignments().size(), turn, last[who]),
                  batch.grants().get(i).getTaskKind() == TaskKind.TASK_KIND_GOLD));
          last[who] = number;
        }
        project.submit(
            "ann-" + who,
            batch,
            item -> chance.nextUnit() < 0.97 ? GoldProject.truth(item) : GoldProject.wrong(item));
        project.local.clockMillis.addAndGet(1_000 + chance.nextBelow(60_000));
      }
    }
    return seen;
  }

  private static double[] features(
      Assignment assignment, int position, int size, int turn, double lastNumber) {
    double[] features = new double[FEATURES];
    byte[] token = Base64.getUrlDecoder().decode(assignment.getToken());
    for (int i = 0; i < TOKEN_FEATURES; i++) {
      features[i] = token[i] & 0xff;
    }
    double number = Integer.parseInt(assignment.getItemId().substring(1));
    int at = TOKEN_FEATURES;
    features[at++] = position;
    features[at++] = size == 1 ? 0 : (double) position / (size - 1);
    features[at++] = size;
    features[at++] = turn;
    features[at++] = number;
    features[at++] = Math.abs(number - lastNumber);
    features[at++] = assignment.getPriceMicros();
    features[at++] = assignment.getExpireTime().getSeconds() % 3600;
    features[at] = assignment.getSerializedSize() + assignment.getAllFields().size() * 100.0;
    return features;
  }

  /** The rank-sum statistic in standard deviations: positive where gold has the larger numbers. */
  private static double score(List<Seen> seen, java.util.function.ToDoubleFunction<Seen> number) {
    List<Seen> sorted = new ArrayList<>(seen);
    sorted.sort(Comparator.comparingDouble(number));
    double rankSum = 0;
    double tied = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      while (to < sorted.size()
          && number.applyAsDouble(sorted.get(to)) == number.applyAsDouble(sorted.get(from))) {
        to++;
      }
      double rank = (from + to + 1) / 2.0;
      for (int i = from; i < to; i++) {
        rankSum += sorted.get(i).isGold() ? rank : 0;
      }
      double length = to - from;
      tied += length * length * length - length;
      from = to;
    }
    double gold = seen.stream().filter(Seen::isGold).count();
    double all = seen.size();
    double ordinary = all - gold;
    double variance = gold * ordinary / 12 * (all + 1 - tied / (all * (all - 1)));
    return variance == 0 ? 0 : (rankSum - gold * (all + 1) / 2) / Math.sqrt(variance);
  }

  /** How well a classifier that learnt from one half ranks the other half. */
  private static double classifierScore(List<Seen> seen) {
    double[][] features = seen.stream().map(Seen::features).toArray(double[][]::new);
    int[] learnt = IntStream.range(0, seen.size()).filter(i -> i % 2 == 0).toArray();
    GoldClassifier classifier = new GoldClassifier(features, learnt, i -> seen.get(i).isGold());
    List<Seen> judged = new ArrayList<>();
    for (int i = 1; i < seen.size(); i += 2) {
      judged.add(new Seen(new double[] {classifier.probability(i)}, seen.get(i).isGold()));
    }
    return score(judged, one -> one.features()[0]);
  }

  /**
   * What the test above would miss if its statistics had no power: a tell as small as a price that
   * differs for a tenth of the checks is found by it.
   */
  @Test
  void theStatisticsFindASmallTell() {
    List<Seen> seen = new ArrayList<>();
    SeededStream chance = new SeededStream(9);
    for (int i = 0; i < 2_400; i++) {
      boolean isGold = chance.nextUnit() < 0.2;
      double price = isGold && chance.nextUnit() < 0.1 ? 11 : 10;
      seen.add(new Seen(new double[] {price}, isGold));
    }
    assertThat(score(seen, one -> one.features()[0])).isGreaterThan(Z);
  }

  /** How long the calls about one assignment took. */
  private record Timed(double nextNanos, double submitNanos, boolean isGold) {}

  /**
   * Batches of one, since the time of a larger one is about all of its places. The clock is that of
   * the caller, who sees the time of the whole call and nothing else. Seven hundred assignments
   * show a tell that orders a pair of gold and ordinary work rightly in 62 of 100 cases.
   */
  @Test
  void theTimeOfAnswersDoesNotTellGoldFromOrdinaryWork() {
    List<Timed> timed = new ArrayList<>();
    Policy.Builder policy =
        Policy.newBuilder()
            .setAgreeingVotes(2)
            .setGold(GoldProject.often().setTrustedShare(0.5).setMaxUses(1000));
    try (GoldProject project = new GoldProject(folder, policy, 1_000_000_000)) {
      project.local.answerInStep();
      project.local.putItems(2_000, null);
      project.put(IntStream.range(0, 400).toArray());
      for (int turn = 0; turn < WARM_UP + TIMED; turn++) {
        Timed one = timed(project, "ann-" + turn % 4);
        if (turn >= WARM_UP) {
          timed.add(one);
        }
      }
    }
    assertThat(timed.stream().filter(Timed::isGold).count()).isGreaterThan(TIMED / 4);
    assertThat(Math.abs(timeScore(timed, Timed::nextNanos))).as("NextBatch").isLessThan(Z);
    assertThat(Math.abs(timeScore(timed, Timed::submitNanos))).as("SubmitLabels").isLessThan(Z);
  }

  private static Timed timed(GoldProject project, String annotator) {
    NextBatchRequest request = project.local.batchRequest(annotator, 1).build();
    long asked = System.nanoTime();
    List<Assignment> batch = project.local.next(request).getAssignmentsList();
    long granted = System.nanoTime();
    project.local.submit(annotator, batch, GoldProject::truth);
    long answered = System.nanoTime();
    int number = Integer.parseInt(batch.get(0).getItemId().substring(1));
    return new Timed(granted - asked, answered - granted, number < 400);
  }

  private static double timeScore(
      List<Timed> timed, java.util.function.ToDoubleFunction<Timed> nanos) {
    return score(
        timed.stream()
            .map(one -> new Seen(new double[] {nanos.applyAsDouble(one)}, one.isGold()))
            .toList(),
        one -> one.features()[0]);
  }

  @Test
  void theOrderOfABatchCannotBeRecomputedFromTheRequest() {
    assertThat(order(1)).isNotEqualTo(order(2));
    assertThat(order(3)).isEqualTo(order(3));
  }

  /** The items of the same request to equal projects that differ in their secret alone. */
  private List<String> order(long secret) {
    Path own = folder.resolve("s" + secret + "-" + folder.toFile().list().length);
    own.toFile().mkdirs();
    try (LocalProject project =
        new LocalProject(own, Definitions.threeClasses(Policy.newBuilder()), 1_000_000, secret)) {
      project.putItems(20, null);
      return project.next("a", 20).getAssignmentsList().stream()
          .map(Assignment::getItemId)
          .map(id -> new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .toList();
    }
  }
}
