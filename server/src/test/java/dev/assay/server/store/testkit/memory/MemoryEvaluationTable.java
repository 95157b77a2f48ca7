package dev.assay.server.store.testkit.memory;

import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.server.store.EvaluationTable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Evaluations by project and number, rounds by project and wave. */
record MemoryEvaluationTable(OpenBook book) implements EvaluationTable {

  @Override
  public @Nullable EvaluationRow find(long projectId, String evaluationId) {
    return ofProject(projectId)
        .filter(row -> row.evaluationId().equals(evaluationId))
        .findAny()
        .orElse(null);
  }

  @Override
  public List<EvaluationRow> list(long projectId, int beforeNumber, int limit) {
    return ofProject(projectId)
        .filter(row -> row.number() < beforeNumber)
        .sorted(Comparator.comparingInt(EvaluationRow::number).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable EvaluationRow running(long projectId) {
    return ofProject(projectId)
        .filter(row -> row.state() == EvaluationRow.State.RUNNING)
        .findAny()
        .orElse(null);
  }

  @Override
  public void insert(EvaluationRow row) {
    Sheet.require(find(row.projectId(), row.evaluationId()) == null, "an id stands once");
    Sheet.require(
        row.state() != EvaluationRow.State.RUNNING || running(row.projectId()) == null,
        "one evaluation runs at a time");
    book.get().evaluations().insert(Key.of(row.projectId(), row.number()), row);
  }

  @Override
  public void setState(long projectId, int number, EvaluationRow.State state) {
    Key key = Key.of(projectId, number);
    book.get()
        .evaluations()
        .update(key, Objects.requireNonNull(book.get().evaluations().get(key)).with(state));
  }

  @Override
  public List<EvaluationRoundRow> rounds(long projectId, int number) {
    return roundsOf(projectId).filter(row -> row.number() == number).toList();
  }

  @Override
  public @Nullable EvaluationRoundRow round(long projectId, long waveNumber) {
    return book.get().evaluationRounds().get(Key.of(projectId, waveNumber));
  }

  @Override
  public @Nullable EvaluationRoundRow serving(long projectId) {
    return roundsOf(projectId)
        .filter(row -> row.nextPosition() < row.drawCount())
        .min(
            Comparator.comparing(EvaluationRoundRow::last)
                .thenComparingLong(EvaluationRoundRow::waveNumber))
        .orElse(null);
  }

  @Override
  public void insertRound(EvaluationRoundRow row) {
    book.get().evaluationRounds().insert(Key.of(row.projectId(), row.waveNumber()), row);
  }

  @Override
  public void setNextPosition(long projectId, long waveNumber, int nextPosition) {
    EvaluationRoundRow row = Objects.requireNonNull(round(projectId, waveNumber));
    Sheet.require(
        nextPosition >= 0 && nextPosition <= row.drawCount(), "a position is within the draw");
    book.get().evaluationRounds().update(Key.of(projectId, waveNumber), row.servedTo(nextPosition));
  }

  @Override
  public void offerLast(long projectId, int number) {
    for (EvaluationRoundRow row : rounds(projectId, number)) {
      book.get().evaluationRounds().update(Key.of(projectId, row.waveNumber()), row.offeredLast());
    }
  }

  private Stream<EvaluationRow> ofProject(long projectId) {
    return book.get().evaluations().all().stream().filter(row -> row.projectId() == projectId);
  }

  private Stream<EvaluationRoundRow> roundsOf(long projectId) {
    return book.get().evaluationRounds().all().stream().filter(row -> row.projectId() == projectId);
  }
}
