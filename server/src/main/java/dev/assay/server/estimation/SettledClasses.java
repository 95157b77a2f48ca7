package dev.assay.server.estimation;

import dev.assay.sampling.SeededStream;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.v1.StopDecision;
import java.util.Arrays;
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
  /** Of the long that an item's number is sorted by, what tells the item. */
  private static final long INDEX_MASK = Integer.MAX_VALUE;

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
    List<SettledItem> items = state.sample().items();
    Set<Integer> judged = judged(tables, project, state, modelVersion);
    long[] keys = new long[items.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (SeededStream.mix(items.get(i).ordinal() + 1L) & ~INDEX_MASK) | i;
    }
    if (keys.length > limit) {
      Arrays.sort(keys);
    }
    for (int k = 0; k < Math.min(limit, keys.length); k++) {
      SettledItem item = items.get((int) (keys[k] & INDEX_MASK));
      boolean isJudged = judged.contains(item.ordinal());
      answers.put(
          item.ordinal(),
          new SettledAnswer(
              item.verdictClass(),
              isJudged ? item.predictedClass() : -1,
              isJudged ? item.errorProbability() : 0));
    }
    return answers;
  }

  /** The ordinals of the items that a model version is judged by. */
  private static Set<Integer> judged(
      Tables tables, ProjectRow project, SettledState state, @Nullable String modelVersion) {
    return modelVersion == null
        ? Set.of()
        : JudgedItems.of(tables, project, state, modelVersion).sample().items().stream()
            .filter(SettledItem::isJudged)
            .map(SettledItem::ordinal)
            .collect(Collectors.toSet());
  }
}
