package dev.assay.server.verdict;

import dev.assay.sampling.quality.Verdicts;
import java.util.Arrays;

/**
 * What a model of the annotators makes of the votes on an item.
 *
 * @param verdict the most probable answer, in its canonical text
 * @param probability of that answer
 * @param tied whether others are as probable
 * @param posterior the probability of each class
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, compared by nobody
public record Judgement(String verdict, double probability, boolean tied, double[] posterior) {

  static Judgement of(int verdict, double[] posterior) {
    double greatest = Arrays.stream(posterior).max().orElse(0);
    long equals =
        Arrays.stream(posterior).filter(one -> one >= greatest - Verdicts.TIE_TOLERANCE).count();
    return new Judgement(
        Integer.toString(verdict), Math.min(1, posterior[verdict]), equals > 1, posterior);
  }
}
