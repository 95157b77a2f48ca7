package dev.assay.server.evaluation;

import dev.assay.sampling.evaluate.RoundDesign;
import dev.assay.sampling.evaluate.RoundsEstimate;
import dev.assay.server.answer.Answer;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.SettledDraw;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveItemRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of an evaluation with what became of them: what its estimates rest on. Groups are in
 * the order in which items left the population: what was known before a round, if anything, and the
 * round's draw. Reading it takes as long as there are settled items.
 *
 * @param populationCount the items that it speaks of: those that the version is judged on, of the
 *     pool or its part
 * @param groups with the weights that were fixed in advance
 * @param items by group; a draw's in the order in which they are offered, and of the known those
 *     that have a verdict
 * @param knownPendingCount known items without a verdict
 */
public record EvaluationSample(
    EvaluationRow evaluation,
    List<EvaluationRoundRow> rounds,
    long populationCount,
    List<RoundsEstimate.Group> groups,
    List<Item> items,
    int knownPendingCount) {

  /** What became of an item. */
  public enum Outcome {
    /** No verdict yet. */
    PENDING,
    /** It has a verdict. */
    JUDGED,
    /** Adjudicators could not decide. */
    CONTESTED
  }

  /**
   * One item.
   *
   * @param group its place among the groups
   * @param isDrawn whether a round drew it; else it was known
   * @param inclusionProbability in its round, given those before; 1 of what is known
   * @param errorProbability how likely the scores found the prediction to be wrong
   * @param verdictClass -1 where it is not judged
   */
  public record Item(
      int ordinal,
      int group,
      boolean isDrawn,
      double inclusionProbability,
      double errorProbability,
      int predictedClass,
      Outcome outcome,
      int verdictClass) {

    boolean isWrong() {
      return verdictClass != predictedClass;
    }
  }

  /** Reads it. */
  public static EvaluationSample read(Tables tables, EvaluationRow evaluation) {
    return new Reading(tables, evaluation).sample();
  }

  /** How rounds are drawn. */
  public RoundDesign design() {
    return RoundDesign.named(evaluation.definition().getPlan().getDesign()).orElseThrow();
  }

  /** How many drawn items of a round have an outcome. */
  int count(int round, Outcome outcome) {
    int group = groupOf(round);
    return (int)
        items.stream().filter(item -> item.group() == group && item.outcome() == outcome).count();
  }

  /** The place of a round's draw among the groups. */
  private int groupOf(int round) {
    int draws = 0;
    for (int g = 0; g < groups.size(); g++) {
      draws += groups.get(g).weight() > 0 ? 1 : 0;
      if (draws == round) {
        return g;
      }
    }
    throw new IllegalArgumentException("round " + round + " is not drawn");
  }

  /** Whether all rounds are drawn and nothing that was drawn is pending. */
  boolean isComplete() {
    return rounds.size() == evaluation.definition().getRoundSizesCount() && isJudged();
  }

  /** Whether nothing that was drawn so far is pending. */
  boolean isJudged() {
    return items.stream().noneMatch(item -> item.isDrawn() && item.outcome() == Outcome.PENDING);
  }

  private static final class Reading {
    private final Tables tables;
    private final EvaluationRow evaluation;
    private final List<EvaluationRoundRow> rounds;
    private final Set<Integer> contested;
    private final Map<Integer, SettledDraw> settled = new HashMap<>();
    private final List<RoundsEstimate.Group> groups = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private int knownPendingCount;

    Reading(Tables tables, EvaluationRow evaluation) {
      this.tables = tables;
      this.evaluation = evaluation;
      this.rounds = tables.evaluations().rounds(evaluation.projectId(), evaluation.number());
      this.contested = tables.adjudications().contested(evaluation.projectId());
    }

    EvaluationSample sample() {
      readSettled();
      for (EvaluationRoundRow round : rounds) {
        addKnown(round);
        addDraw(round);
      }
      long population =
          rounds.isEmpty()
              ? 0
              : (long) rounds.get(0).known().length + rounds.get(0).candidates().count();
      return new EvaluationSample(evaluation, rounds, population, groups, items, knownPendingCount);
    }

    /** The verdicts of all items that can matter. */
    private void readSettled() {
      BitSet known = new BitSet();
      Set<Long> waves = new HashSet<>();
      for (EvaluationRoundRow round : rounds) {
        waves.add(round.waveNumber());
        for (int ordinal : round.known()) {
          known.set(ordinal);
        }
      }
      if (rounds.isEmpty()) {
        return;
      }
      long from = known.isEmpty() ? rounds.get(0).waveNumber() : 0;
      tables
          .tasks()
          .scanSettled(
              evaluation.projectId(),
              from,
              row -> {
                int ordinal = row.drawn().ordinal();
                if (known.get(ordinal) || waves.contains(row.drawn().waveNumber())) {
                  settled.put(ordinal, row);
                }
              });
    }

    private void addKnown(EvaluationRoundRow round) {
      if (round.known().length == 0) {
        return;
      }
      for (int ordinal : round.known()) {
        SettledDraw verdict = settled.get(ordinal);
        if (verdict == null || contested.contains(ordinal)) {
          knownPendingCount++;
        } else {
          items.add(item(verdict.drawn(), verdict, false, 1));
        }
      }
      groups.add(RoundsEstimate.Group.known(round.known().length));
    }

    private void addDraw(EvaluationRoundRow round) {
      for (WaveItemRow drawn :
          tables.waves().items(evaluation.projectId(), round.waveNumber(), 0, round.drawCount())) {
        items.add(item(drawn, settled.get(drawn.ordinal()), true, drawn.inclusionProbability()));
      }
      groups.add(
          new RoundsEstimate.Group(
              round.drawCount(),
              round.candidates().controlTotal(),
              evaluation.definition().getRoundWeights(round.round() - 1)));
    }

    private Item item(
        WaveItemRow drawn, @Nullable SettledDraw verdict, boolean isDrawn, double probability) {
      Outcome outcome =
          contested.contains(drawn.ordinal())
              ? Outcome.CONTESTED
              : verdict == null ? Outcome.PENDING : Outcome.JUDGED;
      return new Item(
          drawn.ordinal(),
          groups.size(),
          isDrawn,
          probability,
          drawn.errorProbability(),
          drawn.predictedClass(),
          outcome,
          verdict == null || outcome != Outcome.JUDGED ? -1 : Answer.classIndex(verdict.verdict()));
    }
  }
}
