package dev.assay.server.answer;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The answers of several annotators about one item.
 *
 * @param texts the answers' texts, in the order in which they came
 */
public record Votes(List<String> texts) {
  private static final Comparator<String> BY_CLASSES =
      (left, right) -> Arrays.compare(Answer.classIndices(left), Answer.classIndices(right));

  /** How many votes are for the answer. */
  public int count(String text) {
    return Collections.frequency(texts, text);
  }

  /**
   * The most frequent answer; among equals the one whose class indices sort first. At least one
   * vote.
   */
  public String mostFrequent() {
    return Collections.max(
        texts, Comparator.comparingInt(this::count).thenComparing(BY_CLASSES.reversed()));
  }
}
