package dev.assay.app.demo;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to.
 *
 * @param rounds at least one
 * @param highestCommittedMicros the most that was ever charged and held together
 * @param quality what came of the project with the careless annotator
 */
public record Summary(
    List<RoundResult> rounds, long highestCommittedMicros, QualityResult quality) {
  /** How things stand at the end. */
  public RoundResult last() {
    return rounds.get(rounds.size() - 1);
  }

  /**
   * The first round at which the active arm is as accurate as the random arm at its end, or null.
   */
  public @Nullable RoundResult firstAsGoodAsRandom() {
    double goal = last().accuracyRandom();
    return rounds.stream().filter(round -> round.accuracyActive() >= goal).findFirst().orElse(null);
  }

  /** Rounds with an interval. */
  public long intervalCount() {
    return judgements().stream().filter(judgement -> judgement.estimated() != null).count();
  }

  /** Rounds whose interval holds the truth. */
  public long intervalsWithTruth() {
    return judgements().stream().filter(Judgement::holdsTruth).count();
  }

  private List<Judgement> judgements() {
    return rounds.stream().map(RoundResult::judgement).filter(Objects::nonNull).toList();
  }
}
