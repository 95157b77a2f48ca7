package dev.assay.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.load.ServerCommand;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class KillProofTest {
  @TempDir private Path folder = Path.of("");

  private List<ProofResult> run(Disturbance disturbance, long rounds) throws Exception {
    return new KillProof(checkout -> ServerCommand.ofClasses(), disturbance)
        .run(new ProofRun(7, Effort.ofRounds(rounds), folder, Path.of(""), line -> {}));
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
    ProofResult result = run(Disturbance.NONE, 2).get(0);
    assertThat(result.violations()).isEmpty();
    assertThat(result.howOften()).startsWith("2 rounds with ").doesNotContain(", 0 answers noted");
  }

  /** Puts the store back to where it was before the clients worked: it forgets what it has said. */
  private static final class Forgetting implements Disturbance {
    @Override
    public void beforeWork(Path store) throws IOException {
      for (String suffix : List.of("", "-wal")) {
        Path file = Path.of(store + suffix);
        if (Files.exists(file)) {
          Files.copy(file, Path.of(file + ".kept"), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }

    @Override
    public void afterKill(Path store) throws IOException {
      Files.deleteIfExists(Path.of(store + "-shm"));
      for (String suffix : List.of("", "-wal")) {
        Path kept = Path.of(store + suffix + ".kept");
        if (Files.exists(kept)) {
          Files.move(kept, Path.of(store + suffix), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  @Test
  void aStoreThatForgetsWhatItHasAcknowledgedIsFound() throws Exception {
    assertThat(run(new Forgetting(), 3).get(0).violations())
        .isNotEmpty()
        .anySatisfy(violation -> assertThat(violation).contains("acknowledged"));
  }
}
