package dev.assay.server.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What an attacker has noted of assignments, and how well it tells gold from ordinary work: each
 * note by itself, and all of them together by a classifier that learns from one half of the
 * assignments and ranks the other, and the other way round.
 *
 * <p>Without information the area under the ROC curve of n ordinary and m gold assignments has mean
 * 1/2 and variance (n + m + 1) / (12 n m) (Mann and Whitney 1947), and less with ties. An attack
 * must have so many of both that the bound is {@link #LEAST_SIGMAS} standard deviations away: by
 * chance one area in 4,000 is beyond it.
 */
final class Attack {
  /** No area under a ROC curve may be further from 1/2. */
  static final double BOUND = 0.05;

  static final double LEAST_SIGMAS = 3.5;

  private final String name;
  private final List<double[]> notes = new ArrayList<>();
  private final List<Boolean> gold = new ArrayList<>();

  Attack(String name) {
    this.name = name;
  }

  /** Notes of one assignment what may tell it, and what it is. */
  void note(boolean isGold, double... features) {
    notes.add(features);
    gold.add(isGold);
  }

  /** What another has noted, after what this one has. */
  void addAll(Attack other) {
    notes.addAll(other.notes);
    gold.addAll(other.gold);
  }

  long goldCount() {
    return gold.stream().filter(Boolean::booleanValue).count();
  }

  /** How far the bound is from what a guess gets, in standard deviations of the guess. */
  double sigmas() {
    double golds = goldCount();
    double others = gold.size() - golds;
    return BOUND / Math.sqrt((golds + others + 1) / (12 * golds * others));
  }

  /** Fails where gold can be told. */
  void assertBlind() {
    assertThat(sigmas()).as(name + ": assignments enough").isGreaterThan(LEAST_SIGMAS);
    for (int feature = 0; feature < notes.get(0).length; feature++) {
      int column = feature;
      assertThat(area(i -> notes.get(i)[column], everybody()))
          .as("%s, note %d of %d", name, feature, gold.size())
          .isBetween(0.5 - BOUND, 0.5 + BOUND);
    }
    assertThat(classifierArea()).as(name + ", all notes").isBetween(0.5 - BOUND, 0.5 + BOUND);
  }

  /** The area of one note. */
  double area(int column) {
    return area(i -> notes.get(i)[column], everybody());
  }

  private int[] everybody() {
    return IntStream.range(0, gold.size()).toArray();
  }

  /** The mean of two, each of a half that was ranked by what the other one taught. */
  double classifierArea() {
    double sum = 0;
    for (int half = 0; half < 2; half++) {
      int learns = half;
      int[] learnt = IntStream.range(0, gold.size()).filter(i -> i % 2 == learns).toArray();
      int[] ranked = IntStream.range(0, gold.size()).filter(i -> i % 2 != learns).toArray();
      GoldClassifier classifier =
          new GoldClassifier(notes.toArray(double[][]::new), learnt, gold::get);
      sum += area(classifier::probability, ranked);
    }
    return sum / 2;
  }

  /** The probability that of two assignments the gold one has the larger number; ties by half. */
  private double area(IntToDoubleFunction number, int[] of) {
    List<Integer> sorted = new ArrayList<>(IntStream.of(of).boxed().toList());
    sorted.sort(Comparator.comparingDouble(number::applyAsDouble));
    double rankSum = 0;
    double golds = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      while (to < sorted.size()
          && number.applyAsDouble(sorted.get(to)) == number.applyAsDouble(sorted.get(from))) {
        to++;
      }
      for (int i = from; i < to; i++) {
        rankSum += gold.get(sorted.get(i)) ? (from + to + 1) / 2.0 : 0;
        golds += gold.get(sorted.get(i)) ? 1 : 0;
      }
      from = to;
    }
    return (rankSum - golds * (golds + 1) / 2) / (golds * (sorted.size() - golds));
  }
}
