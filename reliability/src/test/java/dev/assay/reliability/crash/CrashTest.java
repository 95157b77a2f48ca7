package dev.assay.reliability.crash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.proof.Contract;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import dev.assay.reliability.sequence.Command;
import dev.assay.reliability.sequence.World;
import dev.assay.reliability.sidecar.Call;
import dev.assay.reliability.sidecar.StateDump;
import dev.assay.reliability.sidecar.VirtualClock;
import dev.assay.server.store.Store;
import dev.assay.server.store.engine.StoreEngines;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of the crash at every step, and whether it would find a fault at all. */
@Timeout(180)
final class CrashTest {
  /** One step of so many is tried here; all of them by {@code ./prove crash}. */
  private static final int STRIDE = 23;

  @TempDir private Path folder = Path.of("");

  @Test
  void nothingIsLostOrDoneTwiceWhereverItCrashes() throws IOException {
    List<ProofResult> results =
        new CrashProof(STRIDE)
            .run(new ProofRun(6, Effort.ofRounds(Scenes.all().size()), folder, folder, line -> {}));
    assertThat(results).hasSameSizeAs(Scenes.all());
    assertThat(results).allSatisfy(result -> assertThat(result.violations()).isEmpty());
  }

  @Test
  void everyRpcThatChangesSomethingIsInterrupted() {
    Set<String> interrupted = new TreeSet<>();
    for (Scene scene : Scenes.all()) {
      for (Command act : scene.acts()) {
        Call call = act.verb().call(new World(), act);
        interrupted.add(requireNonNull(call).method().getFullMethodName());
      }
    }
    assertThat(interrupted)
        .containsExactlyInAnyOrderElementsOf(
            Contract.mutating().stream().map(MethodDescriptor::getFullMethodName).toList());
  }

  /** What a scene is about is in the rows afterwards, more often than before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SetCeiling, a drain; targetMicros=10,",
        "SetCeiling, labels wait; KIND_LATE_CHARGE",
        "late labels are funded; KIND_LATE_CHARGE",
        "FundLabels; KIND_LATE_CHARGE",
        "NextBatch, up to a review; grants_paused",
        "NextBatch, leases end; KIND_EXPIRE",
        "the sweep of leases; KIND_EXPIRE",
        "NextBatch, with checks; TASK_KIND_GOLD",
        "NextBatch, for an adjudicator; TASK_KIND_ADJUDICATE",
        "SubmitLabels, late; KIND_LATE_CHARGE",
        "SubmitLabels, checks fail; ANNOTATOR_STATE_SUSPENDED",
        "SubmitLabels, a decision; STATE_RESOLVED",
        "PauseGrants; grants_paused",
        "ResumeGrants; grants_resumed",
        "UseModelVersion, an earlier one; scores_published",
        "CreateEvaluation; evaluation_created",
        "AdvanceEvaluation; evaluation_advanced",
        "CancelEvaluation; evaluation_ended",
        "ReplaceLabel; label_replaced",
        "TransferAssignments; transfer",
      })
  void scenesAreAboutWhatTheySay(String name, String trace) throws IOException {
    Stage stage = Stage.of(scene(name), folder.resolve("stage.db"));
    List<String> before;
    try (Store store =
        StoreEngines.open(stage.store().toString(), Stage.options(), new VirtualClock())) {
      before = store.read(StateDump::of);
    }
    List<String> after = Performance.undisturbed(stage, folder).dump();
    assertThat(count(after, trace)).isGreaterThan(count(before, trace));
  }

  private static long count(List<String> rows, String trace) {
    return rows.stream().filter(row -> row.contains(trace)).count();
  }

  @Test
  void everyStatementAndCommitIsAStep() throws IOException {
    Scene scene = scene("SetCeiling");
    Stage stage = Stage.of(scene, folder.resolve("stage.db"));
    Performance.Ending undisturbed = Performance.undisturbed(stage, folder);
    assertThat(undisturbed.steps()).isGreaterThan(20).isEven();
    assertThat(undisturbed.first()).isEqualTo(undisturbed.again());
  }

  @Test
  void aRunThatEndsOtherwiseIsFound() throws IOException {
    Stage stage = Stage.of(scene("SetCeiling"), folder.resolve("stage.db"));
    Stage other = Stage.of(scene("ReturnAssignments"), folder.resolve("other.db"));
    Performance.Ending undisturbed = Performance.undisturbed(stage, folder);
    assertThat(Performance.dying(stage, folder, Death.Kind.KILL, 5, undisturbed)).isEmpty();
    assertThat(Performance.dying(other, folder, Death.Kind.KILL, 5, undisturbed))
        .isNotEmpty()
        .allSatisfy(wrong -> assertThat(wrong).startsWith("KILL at step 5 of it"));
    assertThat(Performance.dying(stage, folder, Death.Kind.FAILURE, 99_999, undisturbed))
        .containsExactly("FAILURE at nowhere: it did not die");
  }

  private static Scene scene(String name) {
    return Scenes.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theDeadStayDead() throws SQLException {
    Death death = new Death(Death.Kind.FAILURE, 2, folder, folder);
    death.step("not counted");
    death.arm();
    death.step("before a");
    assertThat(death.happened()).isFalse();
    assertThat(thrown(death)).contains("died before b");
    assertThat(thrown(death)).contains("is dead");
    assertThat(death.where()).isEqualTo("step 2 of it, before b");
  }

  private static String thrown(Death death) {
    try {
      death.step("before b");
      return "nothing";
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
