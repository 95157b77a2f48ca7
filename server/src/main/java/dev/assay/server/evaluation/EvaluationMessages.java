package dev.assay.server.evaluation;

import com.google.protobuf.util.Timestamps;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.v1.Evaluation;
import dev.assay.v1.EvaluationRound;

/** What callers see of an evaluation. */
final class EvaluationMessages {
  private EvaluationMessages() {}

  /** The evaluation with its rounds. */
  static Evaluation of(ProjectRow project, EvaluationSample sample) {
    Evaluation.Builder evaluation = of(project, sample.evaluation()).toBuilder();
    for (EvaluationRoundRow row : sample.rounds()) {
      evaluation.addRounds(
          drawn(sample.evaluation(), row).toBuilder()
              .setJudgedCount(sample.count(row.round(), EvaluationSample.Outcome.JUDGED))
              .setContestedCount(sample.count(row.round(), EvaluationSample.Outcome.CONTESTED)));
    }
    return evaluation.build();
  }

  /** The evaluation without rounds. */
  static Evaluation of(ProjectRow project, EvaluationRow row) {
    return Evaluation.newBuilder()
        .setName(ProjectNames.name(project.name()) + "/evaluations/" + row.evaluationId())
        .setEvaluationId(row.evaluationId())
        .setModelVersion(row.definition().getModelVersion())
        .setPlan(row.definition().getPlan())
        .setState(state(row.state()))
        .setForecast(row.definition().getForecast())
        .setCreateTime(Timestamps.fromMillis(row.createdMillis()))
        .build();
  }

  static Evaluation.State state(EvaluationRow.State state) {
    return switch (state) {
      case RUNNING -> Evaluation.State.STATE_RUNNING;
      case COMPLETED -> Evaluation.State.STATE_COMPLETED;
      case CANCELLED -> Evaluation.State.STATE_CANCELLED;
    };
  }

  /** A round without what became of its items. */
  static EvaluationRound drawn(EvaluationRow evaluation, EvaluationRoundRow row) {
    return EvaluationRound.newBuilder()
        .setRound(row.round())
        .setWaveNumber(row.waveNumber())
        .setWeight(evaluation.definition().getRoundWeights(row.round() - 1))
        .setCandidateCount(row.candidates().count())
        .setKnownCount(row.known().length)
        .setDrawCount(row.drawCount())
        .setServedCount(row.nextPosition())
        .build();
  }
}
