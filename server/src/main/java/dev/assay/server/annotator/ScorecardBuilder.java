package dev.assay.server.annotator;

import com.google.protobuf.util.Durations;
import dev.assay.sampling.quality.gold.AccuracyPosterior;
import dev.assay.sampling.quality.gold.GoldPosterior;
import dev.assay.server.answer.Answer;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.store.GoldCheckRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.AccuracyEstimate;
import dev.assay.v1.ConfusionCell;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Scorecard;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes a scorecard of an annotator's labels and gold checks. */
final class ScorecardBuilder {
  private static final double LEVEL = 0.9;

  private final LabelSchema schema;
  private final boolean isByClass;
  private final String annotatorId;

  ScorecardBuilder(ProjectRow project, String annotatorId) {
    this.schema = project.definition().getLabelSchema();
    this.isByClass = LabelSpace.of(project.definition()).allows(Use.CLASS_SKILL);
    this.annotatorId = annotatorId;
  }

  /**
   * The scorecard.
   *
   * @param work the labels in the order in which they came
   * @param othersMillis durations of labels by others
   * @param checks the gold checks
   */
  Scorecard build(List<JudgedLabel> work, List<Long> othersMillis, List<GoldCheckRow> checks) {
    List<JudgedLabel> judged = work.stream().filter(each -> each.verdict() != null).toList();
    int agreeing = (int) judged.stream().filter(JudgedLabel::agrees).count();
    long chargedMicros = work.stream().mapToLong(each -> each.label().chargedMicros()).sum();
    Scorecard.Builder card =
        Scorecard.newBuilder()
            .setAnnotatorId(annotatorId)
            .setLabelCount(work.size())
            .setChargedMicros(chargedMicros)
            .setJudgedCount(judged.size())
            .setAgreeingCount(agreeing)
            .setAcceptedLabelMicros(agreeing == 0 ? 0 : chargedMicros / agreeing);
    List<Long> millis =
        work.stream().map(each -> each.label().labelingMillis()).filter(Objects::nonNull).toList();
    if (!millis.isEmpty()) {
      card.setMedianDuration(Durations.fromMillis(WorkPatterns.median(millis)));
    }
    if (!othersMillis.isEmpty()) {
      card.setOthersMedianDuration(Durations.fromMillis(WorkPatterns.median(othersMillis)));
    }
    addGold(card, checks);
    if (isByClass) {
      addConfusion(card, judged);
    }
    return card.addAllPatterns(WorkPatterns.of(work, judged, millis, othersMillis)).build();
  }

  private void addGold(Scorecard.Builder card, List<GoldCheckRow> checks) {
    int classCount = schema.getClassNamesCount();
    int[] passed = new int[classCount];
    int[] answered = new int[classCount];
    GoldPosterior posterior = GoldPosterior.start(AccuracyPosterior.UNIFORM, classCount);
    for (GoldCheckRow check : checks) {
      Boolean isPassed = check.passed();
      if (isPassed != null) {
        Integer keyClass = check.keyClass();
        int at = keyClass == null ? 0 : keyClass;
        answered[at]++;
        passed[at] += isPassed ? 1 : 0;
        posterior = posterior.after(at, isPassed);
      }
    }
    int allPassed = 0;
    for (int one : passed) {
      allPassed += one;
    }
    card.addGold(estimate("", posterior.checks(), allPassed, posterior.overall()));
    if (isByClass) {
      for (int k = 0; k < classCount; k++) {
        int at = k;
        posterior
            .ofClass(k)
            .ifPresent(
                own ->
                    card.addGold(
                        estimate(schema.getClassNames(at), answered[at], passed[at], own)));
      }
    }
  }

  private static AccuracyEstimate estimate(
      String className, int checks, int passed, AccuracyPosterior posterior) {
    return AccuracyEstimate.newBuilder()
        .setClassName(className)
        .setCheckCount(checks)
        .setPassedCount(passed)
        .setMean(posterior.mean())
        .setLow(posterior.low(LEVEL))
        .setHigh(posterior.high(LEVEL))
        .build();
  }

  private void addConfusion(Scorecard.Builder card, List<JudgedLabel> judged) {
    Map<Integer, Map<Integer, Integer>> counts = new TreeMap<>();
    for (JudgedLabel each : judged) {
      int verdict = Answer.classIndex(Objects.requireNonNull(each.verdict()));
      int given = Answer.classIndex(each.label().answer());
      counts.computeIfAbsent(verdict, k -> new TreeMap<>()).merge(given, 1, Integer::sum);
    }
    counts.forEach(
        (verdict, row) ->
            row.forEach(
                (given, count) ->
                    card.addConfusion(
                        ConfusionCell.newBuilder()
                            .setVerdictClass(schema.getClassNames(verdict))
                            .setGivenClass(schema.getClassNames(given))
                            .setCount(count))));
  }
}
