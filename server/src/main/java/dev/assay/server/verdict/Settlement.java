package dev.assay.server.verdict;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Votes;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.List;
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
   * What the fewest of the first answers decide that decide anything: a verdict that stands is
   * kept, whatever votes come after it.
   *
   * @param answers canonical texts, in the order in which they came
   */
  public static Settlement first(List<String> answers, Project definition) {
    for (int count = 1; count < answers.size(); count++) {
      Settlement settlement = of(answers.subList(0, count), definition);
      if (settlement.verdict() != null) {
        int agreeing = new Votes(answers).count(settlement.verdict());
        return new Settlement(settlement.verdict(), agreeing, 0);
      }
    }
    return of(answers, definition);
  }

  /**
   * Settles by the policy: an answer with {@code agreeing_votes} votes stands; after {@code
   * max_votes} votes it is the label space that says which one does.
   *
   * @param answers canonical texts, in the order in which they came
   */
  public static Settlement of(List<String> answers, Project definition) {
    Policy policy = definition.getPolicy();
    Votes votes = new Votes(answers);
    String leader = answers.isEmpty() ? null : votes.mostFrequent();
    int most = leader == null ? 0 : votes.count(leader);
    if (leader != null && most >= policy.getAgreeingVotes()) {
      return new Settlement(leader, most, 0);
    }
    if (leader != null && answers.size() >= policy.getMaxVotes()) {
      String verdict = LabelSpace.of(definition).verdict(votes);
      return new Settlement(verdict, votes.count(verdict), 0);
    }
    int needed = Math.min(policy.getAgreeingVotes() - most, policy.getMaxVotes() - answers.size());
    return new Settlement(null, 0, Math.max(needed, 1));
  }
}
