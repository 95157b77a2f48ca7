package dev.assay.sampling.quality.method;

import dev.assay.sampling.quality.AnnotatorQuality;
import dev.assay.sampling.quality.ClassProbabilities;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;

/**
 * What a model has made of the votes.
 *
 * @param probabilities of the classes of each item
 * @param classPrior share of each class among the items
 * @param rule that judges other items as these were judged
 */
record Learnt(ClassProbabilities probabilities, double[] classPrior, ItemRule rule) {
  /** The verdicts, with the quality of each annotator. */
  Verdicts verdicts(String method, VoteTable votes) {
    return Verdicts.of(
        method, votes, probabilities, classPrior, AnnotatorQuality.of(votes, probabilities));
  }
}
