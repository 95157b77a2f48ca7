package dev.assay.sampling.quality;

import dev.assay.sampling.SeededStream;

/**
 * Simulated votes whose truth is known.
 *
 * @param votes the votes
 * @param truth class of each item
 * @param accuracy of each annotator
 */
public record Crowds(VoteTable votes, int[] truth, double[] accuracy) {

  /** Annotators who err evenly, with accuracies spread from low to high. */
  public static Crowds oneCoin(
      long seed, int items, int annotators, int classes, int votesEach, double low, double high) {
    SeededStream random = new SeededStream(seed);
    double[] accuracy = new double[annotators];
    for (int who = 0; who < annotators; who++) {
      accuracy[who] = low + (high - low) * who / Math.max(1, annotators - 1);
    }
    int[] truth = new int[items];
    int[] item = new int[items * votesEach];
    int[] annotator = new int[item.length];
    int[] label = new int[item.length];
    int[] order = new int[annotators];
    for (int who = 0; who < annotators; who++) {
      order[who] = who;
    }
    for (int i = 0; i < items; i++) {
      truth[i] = random.nextBelow(classes);
      random.shuffle(order);
      for (int v = 0; v < votesEach; v++) {
        int at = i * votesEach + v;
        item[at] = i;
        annotator[at] = order[v];
        boolean right = random.nextUnit() < accuracy[order[v]];
        label[at] = right ? truth[i] : (truth[i] + 1 + random.nextBelow(classes - 1)) % classes;
      }
    }
    return new Crowds(
        VoteTable.of(items, annotators, classes, item, annotator, label), truth, accuracy);
  }

  /** Two classes, half of the items easy for everybody and half hard for everybody. */
  public static Crowds easyAndHard(int votesEach) {
    int items = 2000;
    int annotators = 12;
    int[] truths = new int[items];
    SeededStream random = new SeededStream(7);
    int[] item = new int[items * votesEach];
    int[] annotator = new int[item.length];
    int[] label = new int[item.length];
    for (int i = 0; i < items; i++) {
      int truth = random.nextBelow(2);
      truths[i] = truth;
      double accuracy = random.nextUnit() < 0.5 ? 0.97 : 0.6;
      for (int v = 0; v < votesEach; v++) {
        int at = i * votesEach + v;
        item[at] = i;
        annotator[at] = (i + v) % annotators;
        label[at] = random.nextUnit() < accuracy ? truth : 1 - truth;
      }
    }
    return new Crowds(
        VoteTable.of(items, annotators, 2, item, annotator, label), truths, new double[0]);
  }

  /** The share of the verdicts that are wrong. */
  public double error(Verdicts verdicts) {
    int wrong = 0;
    for (int item = 0; item < truth.length; item++) {
      wrong += verdicts.verdict(item) == truth[item] ? 0 : 1;
    }
    return (double) wrong / truth.length;
  }
}
