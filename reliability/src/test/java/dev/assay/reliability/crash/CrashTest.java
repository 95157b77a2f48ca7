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
