package dev.assay.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.load.ServerCommand;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(180)
final class FaultProofTest {
  @TempDir private Path folder = Path.of("");

  private ProofResult strike(Fault fault, long strikes) throws Exception {
    return new FaultProof(List.of(fault), checkout -> ServerCommand.ofClasses())
        .run(new ProofRun(11, Effort.ofRounds(strikes), folder, Path.of(""), line -> {}))
        .get(0);
  }

  static Stream<Named<Fault>> faults() {
    return FaultProof.ALL.stream().map(fault -> Named.of(fault.what(), fault));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverFailsNothingAcknowledgedIsLostAndTheFailureHasAName(Fault fault) throws Exception {
    ProofResult result = strike(fault, 1);
    assertThat(result.violations()).isEmpty();
    assertThat(result.howOften()).matches("(1 strikes: 1 .+)|(skipped: .+)");
  }

  @Test
  void aLogThatLosesItsEndIsFoundWhereEverythingMustBeThere() throws Exception {
    Fault losing =
        new DamagedFiles(
            "the end of the log cut off, and everything expected",
            DamagedFiles::cutLog,
            false,
            true);
    assertThat(strike(losing, 3).violations())
        .anySatisfy(violation -> assertThat(violation).contains("acknowledged"));
  }

  @Test
  void aFaultThatTheMachineCannotMakeIsSkippedWithTheReason() throws Exception {
    Fault none =
        new FailingCalls("nothing", () -> "the machine has none", Set.of(), random -> List.of());
    assertThat(strike(none, 1).howOften()).isEqualTo("skipped: the machine has none");
  }
}
