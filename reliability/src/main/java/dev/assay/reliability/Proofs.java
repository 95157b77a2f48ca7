package dev.assay.reliability;

import dev.assay.reliability.crash.CrashProof;
import dev.assay.reliability.fault.FaultProof;
import dev.assay.reliability.fuzz.FuzzProof;
import dev.assay.reliability.kill.KillProof;
import dev.assay.reliability.proof.Proof;
import dev.assay.reliability.race.RaceProof;
import dev.assay.reliability.sequence.SequencesProof;
import java.util.List;

/** Every proof, in the order in which {@code ./prove all} runs them and the page lists them. */
final class Proofs {
  private Proofs() {}

  static List<Proof> all() {
    return List.of(
        new SequencesProof(),
        new CrashProof(),
        new KillProof(),
        new RaceProof(),
        new FaultProof(),
        new FuzzProof());
  }
}
