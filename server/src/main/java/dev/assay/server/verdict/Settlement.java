package dev.assay.server.verdict;

import dev.assay.server.answer.Answer;
import dev.assay.v1.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the votes on an item decide.
 *
 * @param verdict the answer that stands, or null while none does
 * @param agreementCount votes equal to the verdict; 0 without one
 * @param neededCount the fewest further votes that could settle the item; 0 when it is settled
 */
public record Settlement(@Nullable String verdict, int agreementCount, int neededCount) {

  /**
   * Settles by the policy: an answer with {@code agreeing_votes} votes stands; after {@code
   * max_votes} votes the most frequent one does, and among equals the one whose text sorts first by
   * class index.
   *
   * @param answers canonical texts, in the order in which they came
   */
  public static Settlement of(List<String> answers, Policy policy) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    answers.forEach(answer -> counts.merge(answer, 1, Integer::sum));
    String leader = null;
    int most = 0;
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      boolean first = leader == null || order(entry.getKey(), leader) < 0;
      if (entry.getValue() > most || (entry.getValue() == most && first)) {
        leader = entry.getKey();
        most = entry.getValue();
      }
    }
    if (leader != null
        && (most >= policy.getAgreeingVotes() || answers.size() >= policy.getMaxVotes())) {
      return new Settlement(leader, most, 0);
    }
    int needed = Math.min(policy.getAgreeingVotes() - most, policy.getMaxVotes() - answers.size());
    return new Settlement(null, 0, Math.max(needed, 1));
  }

  private static int order(String left, String right) {
    List<Integer> a = Answer.parse(left).classIndices();
    List<Integer> b = Answer.parse(right).classIndices();
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int byClass = Integer.compare(a.get(i), b.get(i));
      if (byClass != 0) {
        return byClass;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
