package dev.assay.sampling.quality.method;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.VoteTable;

/**
 * Numbers that tell items, annotators and classes apart by the votes alone, whatever their numbers
 * are in the table: what looks random but must not depend on any order is drawn from them.
 *
 * <p>The refinement of colours on the graph of the votes (Weisfeiler and Leman, "The reduction of a
 * graph to canonical form", 1968), for three rounds: a signature is made of the signatures of all
 * that it shares votes with, which are mixed and added up. Those who are given the same number have
 * votes of the same form as far as three steps reach.
 */
final class Signatures {
  private static final int ROUNDS = 3;

  private final long[] items;
  private final long[] annotators;
  private final long[] classes;

  Signatures(Evidence evidence) {
    VoteTable votes = evidence.votes();
    items = new long[votes.itemCount()];
    annotators = new long[votes.annotatorCount()];
    classes = new long[votes.classCount()];
    for (int round = 0; round < ROUNDS; round++) {
      refine(evidence, votes, round);
    }
  }

  private void refine(Evidence evidence, VoteTable votes, int round) {
    long[] nextAnnotators = new long[annotators.length];
    long[] nextClasses = new long[classes.length];
    long[] nextItems = new long[items.length];
    for (int item = 0; item < items.length; item++) {
      long sum = 0;
      int known = evidence.known(item);
      long own = items[item] + (known < 0 ? 0 : SeededStream.mix(classes[known] + round + 1));
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        int who = votes.annotator(vote);
        int given = votes.label(vote);
        long pair = SeededStream.mix(annotators[who] ^ SeededStream.mix(classes[given] + round));
        sum += pair;
        nextAnnotators[who] += SeededStream.mix(own ^ SeededStream.mix(classes[given] - round));
        nextClasses[given] += SeededStream.mix(own + pair);
      }
      nextItems[item] = SeededStream.mix(own + SeededStream.mix(sum));
    }
    take(annotators, nextAnnotators);
    take(classes, nextClasses);
    System.arraycopy(nextItems, 0, items, 0, items.length);
  }

  private static void take(long[] signatures, long[] sums) {
    for (int i = 0; i < sums.length; i++) {
      signatures[i] = SeededStream.mix(signatures[i] + SeededStream.mix(sums[i]));
    }
  }

  long ofItem(int item) {
    return items[item];
  }

  long ofAnnotator(int annotator) {
    return annotators[annotator];
  }

  long ofClass(int label) {
    return classes[label];
  }
}
