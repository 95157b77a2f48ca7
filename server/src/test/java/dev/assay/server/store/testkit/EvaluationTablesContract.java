package dev.assay.server.store.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.EvaluationRoundRow;
import dev.assay.server.store.EvaluationRow;
import dev.assay.v1.StoredEvaluation;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evaluations and their rounds. */
public abstract class EvaluationTablesContract extends StoreContract {
  private long project;

  protected EvaluationTablesContract(StoreEngine engine) {
    super(engine);
  }

  @BeforeEach
  final void makeProject() {
    project = project("p");
  }

  @Test
  void evaluationsRunOneAtATimeAndTheirRoundsAreOfferedInOrder() {
    change(t -> t.evaluations().insert(evaluation(1, "first")));
    assertThatThrownBy(() -> change(t -> t.evaluations().insert(evaluation(2, "second"))))
        .hasRootCauseInstanceOf(Exception.class);
    change(t -> t.evaluations().insertRound(round(7, 1, 1)));
    change(t -> t.evaluations().insertRound(round(9, 1, 2)));
    change(t -> t.evaluations().setNextPosition(project, 7, 3));
    assertThat(serving()).isEqualTo(9);
    change(t -> t.evaluations().offerLast(project, 1));
    change(t -> t.evaluations().setState(project, 1, EvaluationRow.State.CANCELLED));
    assertThat(store().<Boolean>read(t -> t.evaluations().running(project) == null)).isTrue();
    change(t -> t.evaluations().insert(evaluation(2, "second")));
    change(t -> t.evaluations().insertRound(round(11, 2, 1)));
    assertThat(serving()).isEqualTo(11);
    assertThat(
            store()
                .<List<String>>read(
                    t ->
                        t.evaluations().list(project, Integer.MAX_VALUE, 5).stream()
                            .map(EvaluationRow::evaluationId)
                            .toList()))
        .containsExactly("second", "first");
    assertThat(store().<List<EvaluationRoundRow>>read(t -> t.evaluations().rounds(project, 1)))
        .extracting(EvaluationRoundRow::round)
        .containsExactly(1, 2);
    EvaluationRoundRow read = store().read(t -> requireNonNull(t.evaluations().round(project, 7)));
    assertThat(read.known()).containsExactly(2, 5);
    assertThat(read.candidates()).isEqualTo(round(7, 1, 1).candidates());
    assertThat(
            store()
                .<EvaluationRow>read(t -> requireNonNull(t.evaluations().find(project, "first"))))
        .isEqualTo(evaluation(1, "first").with(EvaluationRow.State.CANCELLED));
  }

  private long serving() {
    return store().read(t -> requireNonNull(t.evaluations().serving(project)).waveNumber());
  }

  private EvaluationRow evaluation(int number, String id) {
    return new EvaluationRow(
        project,
        number,
        id,
        EvaluationRow.State.RUNNING,
        1,
        StoredEvaluation.newBuilder().setModelVersion("v1").build(),
        5);
  }

  private EvaluationRoundRow round(long wave, int number, int round) {
    return new EvaluationRoundRow(
        project,
        wave,
        number,
        round,
        new EvaluationRoundRow.Candidates(10, 2.5, 0.1, 0.4),
        new int[] {2, 5},
        3,
        false,
        0);
  }
}
