package dev.assay.server.verdict;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.sampling.quality.RunningVerdicts;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.method.AutoMethod;
import dev.assay.sampling.quality.method.Crowdlab;
import dev.assay.sampling.quality.method.MajorityVote;
import dev.assay.sampling.quality.method.Pool;
import dev.assay.sampling.quality.method.RunningCrowdlab;
import dev.assay.sampling.quality.method.RunningMajority;
import dev.assay.sampling.quality.method.RunningPool;
import dev.assay.server.answer.Answer;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Adjudication;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All counted votes of a project at one instant, and what a method makes of them. */
final class ModelFit {
  private static final int PAGE = 1_000;

  private final VoteColumns votes = new VoteColumns();
  private final Map<Integer, Integer> decided = new HashMap<>();
  private final int classCount;
  private final long lastLabelId;

  private ModelFit(int classCount, long lastLabelId) {
    this.classCount = classCount;
    this.lastLabelId = lastLabelId;
  }

  /** Reads the votes. */
  static ModelFit read(Tables tables, ProjectRow project) {
    long projectId = project.projectId();
    ModelFit fit =
        new ModelFit(
            project.definition().getLabelSchema().getClassNamesCount(),
            tables.labels().lastId(projectId));
    tables.labels().scanCounted(projectId, 0, fit.votes::add);
    List<AdjudicationRow> page = List.of();
    int after = -1;
    do {
      page = tables.adjudications().list(projectId, Adjudication.State.STATE_RESOLVED, after, PAGE);
      for (AdjudicationRow row : page) {
        after = row.ordinal();
        TaskRow task = tables.tasks().find(projectId, row.ordinal());
        if (task != null && task.verdict() != null) {
          fit.decided.put(row.ordinal(), Answer.classIndex(task.verdict()));
        }
      }
    } while (page.size() == PAGE);
    return fit;
  }

  boolean isEmpty() {
    return votes.count() == 0;
  }

  /** The ordinals of the items, by their numbers. */
  OrdinalNumbers items() {
    return votes.items();
  }

  /**
   * What a method may rest on. What was decided is known beyond doubt, and updates everybody's
   * confusion.
   *
   * @param scores the published scores, for a method that wants them; null for any other, and
   *     before any are published
   */
  Evidence evidence(VerdictMethod method, @Nullable ScoreColumns scores) {
    int[] known = new int[items().count()];
    Arrays.setAll(known, i -> decided.getOrDefault(items().ordinal(i), Evidence.UNKNOWN));
    Evidence evidence = Evidence.of(votes.table(classCount)).withKnown(known);
    return method instanceof Crowdlab ? evidence.withModel(model(scores)) : evidence;
  }

  private float[] model(@Nullable ScoreColumns scores) {
    float[] model = new float[Math.multiplyExact(items().count(), classCount)];
    float[] row = new float[classCount];
    for (int item = 0; item < items().count(); item++) {
      copy(scores, item, row);
      System.arraycopy(row, 0, model, item * classCount, classCount);
    }
    return model;
  }

  private void copy(@Nullable ScoreColumns scores, int item, float[] into) {
    int ordinal = items().ordinal(item);
    if (scores == null || !scores.has(ordinal)) {
      Arrays.fill(into, Float.NaN);
    } else {
      scores.copyProbabilities(ordinal, into);
    }
  }

  /**
   * What the method makes of the votes, and the model that follows them from here on by the same
   * rule.
   *
   * @param verdicts on all items
   */
  record Fitted(Verdicts verdicts, LiveModel model) {}

  /** Fits the method. */
  Fitted fit(VerdictMethod method, Evidence evidence, @Nullable ScoreColumns scores) {
    if (method instanceof AutoMethod) {
      Pool pool = AutoMethod.pool(evidence);
      return new Fitted(pool.verdicts(), live(new RunningPool(evidence, pool)));
    }
    Verdicts verdicts = method.fit(evidence);
    RunningVerdicts running =
        switch (verdicts.method()) {
          case MajorityVote.NAME -> new RunningMajority(MajorityVote.CAUTIOUS, evidence, verdicts);
          case Crowdlab.NAME ->
              new RunningCrowdlab(evidence, (item, into) -> copy(scores, item, into));
          default -> LiveVerdicts.of(evidence, verdicts);
        };
    return new Fitted(verdicts, live(running));
  }

  private LiveModel live(RunningVerdicts running) {
    return new LiveModel(running, items(), votes.annotators(), lastLabelId);
  }
}
