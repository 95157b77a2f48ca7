package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.SumGrid;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import java.util.Arrays;

/** Votes that count by their annotator's weight, and the weight that agreement gives. */
final class WeightedMajority {
  private WeightedMajority() {}

  /** Whether a class stands on an item. */
  @FunctionalInterface
  interface Standing {
    boolean stands(int item, int label);
  }

  /** The share of each annotator's votes for what stands; 0 without votes. */
  static double[] agreement(VoteTable votes, Standing standing) {
    double[] agreeing = new double[votes.annotatorCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        agreeing[votes.annotator(vote)] += standing.stands(item, votes.label(vote)) ? 1 : 0;
      }
    }
    return shares(votes, agreeing);
  }

  /**
   * The share of each annotator's votes for the class of the greatest probability, of equals the
   * one with most votes in all; where several are left of m, a vote for one counts as 1/m.
   */
  static double[] agreement(VoteTable votes, VotedClasses probabilities) {
    SumGrid grid = SumGrid.upTo(votes.voteCount());
    int[] total = votes.votesByClass();
    double[] agreeing = new double[votes.annotatorCount()];
    for (int item = 0; item < votes.itemCount(); item++) {
      int from = probabilities.firstPlace(item);
      int to = probabilities.firstPlace(item + 1);
      double greatest = 0;
      for (int at = from; at < to; at++) {
        greatest = Math.max(greatest, probabilities.at(at));
      }
      double least = greatest - Verdicts.TIE_TOLERANCE;
      int most = 0;
      int leaders = 0;
      for (int at = from; at < to; at++) {
        if (probabilities.at(at) >= least) {
          int own = total[probabilities.label(at)];
          leaders = own > most ? 1 : own == most ? leaders + 1 : leaders;
          most = Math.max(most, own);
        }
      }
      for (int vote = votes.start(item); vote < votes.start(item + 1); vote++) {
        boolean leads = probabilities.ofVote(vote) >= least && total[votes.label(vote)] == most;
        agreeing[votes.annotator(vote)] += leads ? grid.round(1.0 / leaders) : 0;
      }
    }
    return shares(votes, agreeing);
  }

  private static double[] shares(VoteTable votes, double[] agreeing) {
    int[] total = votes.votesByAnnotator();
    for (int who = 0; who < agreeing.length; who++) {
      agreeing[who] /= Math.max(1, total[who]);
    }
    return agreeing;
  }

  /** The shares of the classes on an item whose votes are given; even ones without weight. */
  static double[] row(int[] own, int classes, double[] weight, double stranger) {
    SumGrid grid = SumGrid.upTo(own.length);
    double[] row = new double[classes];
    double sum = 0;
    for (int i = 0; i < own.length; i += 2) {
      double one = grid.round(own[i] < weight.length ? weight[own[i]] : stranger);
      row[own[i + 1]] += one;
      sum += one;
    }
    for (int i = 0; i < own.length && sum == 0; i += 2) {
      row[own[i + 1]]++;
    }
    sum = sum == 0 ? own.length / 2.0 : sum;
    if (sum == 0) {
      Arrays.fill(row, 1.0 / classes);
      return row;
    }
    for (int label = 0; label < classes; label++) {
      row[label] /= sum;
    }
    return row;
  }
}
