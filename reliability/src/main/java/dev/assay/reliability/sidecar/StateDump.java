package dev.assay.reliability.sidecar;

import com.google.protobuf.ByteString;
import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.GoldRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.BudgetLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that the tables hold, a line a row, for comparison. */
public final class StateDump {
  private static final int ALL = Integer.MAX_VALUE;

  private final Tables tables;
  private final List<String> lines = new ArrayList<>();

  private StateDump(Tables tables) {
    this.tables = tables;
  }

  /** The rows in a fixed order; what is made by chance is replaced. */
  public static List<String> of(Tables tables) {
    StateDump dump = new StateDump(tables);
    tables.projects().list("", true, ALL).forEach(dump::add);
    return dump.lines.stream().map(Answer::withoutUids).toList();
  }

  private void addEvaluation(EvaluationRow row) {
    line(row);
    for (EvaluationRoundRow round : tables.evaluations().rounds(row.projectId(), row.number())) {
      line(
          "round %d of %d, wave %d: %s known %s, at %d of %d, last: %s"
              .formatted(
                  round.round(),
                  round.number(),
                  round.waveNumber(),
                  round.candidates(),
                  Arrays.toString(round.known()),
                  round.nextPosition(),
                  round.drawCount(),
                  round.last()));
    }
  }

  private void line(Object row) {
    lines.add(row.toString().replace('\n', ' '));
  }

  private void add(ProjectRow project) {
    long id = project.projectId();
    line(project);
    line(tables.progress().get(id));
    line(tables.budgets().get(id));
    tables.budgets().journal(id, 0, ALL).forEach(this::line);
    tables.items().list(id, -1, ALL).forEach(this::line);
    int items = tables.progress().get(id).itemCount();
    for (int ordinal = 0; ordinal < items; ordinal++) {
      float[] embedding = tables.items().embedding(id, ordinal);
      if (embedding != null) {
        line("embedding of " + ordinal + ": " + Arrays.toString(embedding));
      }
    }
    tables.scores().latest(id, Long.MAX_VALUE, ALL).forEach(this::addScores);
    tables.waves().list(id).forEach(this::addWave);
    tables.evaluations().list(id, ALL, ALL).forEach(this::addEvaluation);
    for (int ordinal = 0; ordinal < items; ordinal++) {
      var task = tables.tasks().find(id, ordinal);
      if (task != null) {
        line(task);
      }
      tables.assignments().ofItem(id, ordinal).forEach(this::line);
    }
    tables.labels().list(id, 0, null, null, ALL).forEach(this::line);
    tables.audit().list(id, 0, ALL).forEach(this::line);
    addQuality(id);
    addSpending(id);
  }

  private void addQuality(long id) {
    tables
        .annotators()
        .list(id, "", ALL)
        .forEach(
            row -> {
              line(row);
              tables.gold().checks(id, row.annotatorId(), ALL).forEach(this::line);
            });
    for (GoldRow gold : tables.gold().list(id, -1, ALL)) {
      line(gold.with(ByteString.EMPTY, gold.source(), gold.retired()));
      line("its key: " + Arrays.toString(gold.answerKey().toByteArray()));
    }
    for (int ordinal = 0; ordinal < tables.progress().get(id).itemCount(); ordinal++) {
      var dispute = tables.adjudications().find(id, ordinal);
      if (dispute != null) {
        line(dispute);
      }
      var verdict = tables.verdicts().find(id, ordinal);
      if (verdict != null) {
        line(verdict);
      }
    }
  }

  private void addSpending(long id) {
    tables.spend().scan(id, this::line);
    for (BudgetLine line : tables.budgets().get(id).plan().getLinesList()) {
      tables.lines().list(id, line.getName(), -1, "", ALL).forEach(this::line);
    }
    line(tables.lines().count(id) + " balances of lines");
  }

  private void addScores(ScoreSetRow set) {
    line(set);
    tables
        .scores()
        .scan(
            set.scoreSetId(),
            chunk ->
                line(
                    Arrays.toString(chunk.ordinals())
                        + Arrays.toString(chunk.probabilities())
                        + Arrays.toString(chunk.ensembleProbabilities())
                        + Arrays.toString(chunk.gradientNorms())
                        + Arrays.toString(chunk.uncertainties())));
  }

  private void addWave(WaveRow wave) {
    line(
        List.of(
            wave.waveNumber(),
            wave.state(),
            wave.basis().policyVersion(),
            String.valueOf(wave.scoreSetId()),
            wave.basis().seed(),
            wave.drawCount(),
            wave.nextPosition(),
            Arrays.toString(wave.classControls()),
            wave.digest().hashCode(),
            wave.drawnSequence(),
            String.valueOf(wave.closedSequence()),
            wave.createdMillis()));
    tables.waves().items(wave.projectId(), wave.waveNumber(), 0, ALL).forEach(this::line);
  }
}
