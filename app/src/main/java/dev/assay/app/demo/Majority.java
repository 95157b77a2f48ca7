package dev.assay.app.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the most frequent answer would have made of the votes. */
final class Majority {
  private Majority() {}

  /**
   * How wrong it is: 0 where the truth alone is most frequent, 1 where it is not among the most
   * frequent, and between where they are drawn among.
   */
  static double wrong(List<String> votes, String truth) {
    Map<String, Integer> counts = new HashMap<>();
    votes.forEach(vote -> counts.merge(vote, 1, Integer::sum));
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    long leaders = counts.values().stream().filter(count -> count == most).count();
    return most > 0 && counts.getOrDefault(truth, 0) == most ? 1 - 1.0 / leaders : 1;
  }
}
