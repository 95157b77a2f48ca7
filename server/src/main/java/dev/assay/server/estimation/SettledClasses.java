package dev.assay.server.estimation;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.StopDecision;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What items have turned out to be, for who learns from it: the classes of settled items by the
 * present facts, without the contested.
 */
public final class SettledClasses {
  /** The most answers that are read of one project. */
  public static final int MAX_ANSWERS = NumberedItems.MOST;

  private final SettledStates states;

  public SettledClasses(SettledStates states) {
    this.states = states;
  }

  /** All of them with how they were drawn, in that order. */
  public List<SettledItem> items(Tables tables, ProjectRow project) {
    return states.get(tables, project).sample().items();
  }

  /** What the rules of the project's policy say of buying more of them. */
  public StopDecision stopping(Tables tables, ProjectRow project) {
    return EstimateGain.byPolicy(tables, project, states.get(tables, project));
  }

  /**
   * The classes of settled items by their ordinals. Where more than {@code limit} are settled,
   * those with the smallest permanent random numbers: a sample that does not depend on when they
   * were labelled, and that changes little as labels come. None where an answer is not one class.
   *
   * @param limit at most {@link #MAX_ANSWERS}
   * @param modelVersion a published one, whose predictions are told of the items that it is judged
   *     by, as estimates are; null for no predictions
   */
  public SortedMap<Integer, SettledAnswer> read(
      Tables tables, ProjectRow project, int limit, @Nullable String modelVersion) {
    SortedMap<Integer, SettledAnswer> answers = new TreeMap<>();
    if (!LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS)) {
      return answers;
    }
    SettledState state = states.get(tables, project);
    Set<Long> judged = judgedWaves(tables, project, state, modelVersion);
    for (SettledItem item : state.numbered().first(limit)) {
      boolean isJudged = item.isJudged() && judged.contains(item.waveNumber());
      answers.put(
          item.ordinal(),
          new SettledAnswer(
              item.verdictClass(),
              isJudged ? item.predictedClass() : -1,
              isJudged ? item.errorProbability() : 0));
    }
    return answers;
  }

  /** The numbers of the waves whose items a model version is judged by. */
  private static Set<Long> judgedWaves(
      Tables tables, ProjectRow project, SettledState state, @Nullable String modelVersion) {
    return modelVersion == null
        ? Set.of()
        : JudgedItems.of(tables, project, state, modelVersion).sample().waves().stream()
            .map(WaveRow::waveNumber)
            .collect(Collectors.toUnmodifiableSet());
  }
}
