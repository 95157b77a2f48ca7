package dev.assay.server.verdict;

import dev.assay.sampling.quality.Evidence;
import dev.assay.sampling.quality.LiveVerdicts;
import dev.assay.sampling.quality.VerdictMethod;
import dev.assay.sampling.quality.Verdicts;
import dev.assay.sampling.quality.VoteTable;
import dev.assay.server.answer.Answer;
import dev.assay.server.store.AdjudicationRow;
import dev.assay.server.store.CountedVote;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.TaskRow;
import dev.assay.v1.Adjudication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All counted votes of a project at one instant, and what a method makes of them. */
final class ModelFit {
  private static final int PAGE = 1_000;

  private final Map<Integer, Integer> items = new HashMap<>();
  private final Map<String, Integer> annotators = new HashMap<>();
  private final List<Integer> ordinals = new ArrayList<>();
  private final List<CountedVote> votes = new ArrayList<>();
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
    tables.labels().scanCounted(projectId, 0, fit::add);
    List<AdjudicationRow> page = List.of();
    int after = -1;
    do {
      page = tables.adjudications().list(projectId, Adjudication.State.STATE_RESOLVED, after, PAGE);
      for (AdjudicationRow row : page) {
        after = row.ordinal();
        TaskRow task = tables.tasks().find(projectId, row.ordinal());
        if (task != null && task.verdict() != null) {
          fit.decided.put(row.ordinal(), Answer.parse(task.verdict()).onlyClass());
        }
      }
    } while (page.size() == PAGE);
    return fit;
  }

  private void add(CountedVote vote) {
    votes.add(vote);
    annotators.putIfAbsent(vote.annotatorId(), annotators.size());
    if (items.putIfAbsent(vote.ordinal(), items.size()) == null) {
      ordinals.add(vote.ordinal());
    }
  }

  boolean isEmpty() {
    return votes.isEmpty();
  }

  long lastLabelId() {
    return lastLabelId;
  }

  /** The ordinals of the items, by their numbers. */
  List<Integer> ordinals() {
    return ordinals;
  }

  /** What was decided is known beyond doubt, and updates everybody's confusion. */
  Evidence evidence() {
    int[] item = votes.stream().mapToInt(vote -> items.get(vote.ordinal())).toArray();
    int[] who = votes.stream().mapToInt(vote -> annotators.get(vote.annotatorId())).toArray();
    int[] given =
        votes.stream().mapToInt(vote -> Answer.parse(vote.answer()).onlyClass()).toArray();
    int[] known = new int[ordinals.size()];
    Arrays.setAll(known, i -> decided.getOrDefault(ordinals.get(i), Evidence.UNKNOWN));
    return Evidence.of(
            VoteTable.of(ordinals.size(), annotators.size(), classCount, item, who, given))
        .withKnown(known);
  }

  Verdicts fit(VerdictMethod method, Evidence evidence) {
    return method.fit(evidence);
  }

  LiveModel live(Evidence evidence, Verdicts fitted) {
    return new LiveModel(LiveVerdicts.of(evidence, fitted), items, annotators, lastLabelId);
  }
}
