package dev.assay.reliability.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.proof.Contract;
import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.ProofRun;
import dev.assay.reliability.sequence.Duel.Finding;
import dev.assay.reliability.sidecar.Call;
import dev.assay.server.store.testkit.memory.MemoryDisk;
import dev.assay.server.store.testkit.memory.MemoryStore;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of the sequences, and whether they would find a fault at all. */
@Timeout(120)
final class SequencesTest {
  private static final long SEED = 20_260_101;
  private static final int ROUNDS = 6;

  /** Sequences within which any planted fault must be found. */
  private static final int PATIENCE = 12;

  @TempDir private Path folder = Path.of("");

  private ProofRun run(long seed, int rounds) {
    return new ProofRun(seed, Effort.ofRounds(rounds), folder, folder, line -> {});
  }

  @Test
  void sqliteAnswersAsTheOracleDoesAndEveryInvariantHolds() throws IOException {
    var results = new SequencesProof().run(run(SEED, ROUNDS));
    assertThat(results).allSatisfy(row -> assertThat(row.violations()).isEmpty());
    assertThat(results.get(0).howOften()).isEqualTo("1,200 commands in 6 sequences");
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedFaultIsFound(FaultyStore.Fault fault) {
    assertThat(fight(fault, failing(fault))).isPresent();
  }

  @Test
  void aFailingSequenceIsMadeShort() {
    FaultyStore.Fault fault = FaultyStore.Fault.FORGETS_A_JOURNAL_ENTRY;
    List<Command> smallest =
        new Shrinker(commands -> fight(fault, commands).isPresent(), 150).shrink(failing(fault));
    assertThat(fight(fault, smallest)).isPresent();
    assertThat(smallest).hasSizeLessThan(SequencesProof.LENGTH / 4);
  }

  private static List<Command> failing(FaultyStore.Fault fault) {
    for (int seed = 0; seed < PATIENCE; seed++) {
      List<Command> commands = CommandGenerator.sequence(seed, SequencesProof.LENGTH);
      if (fight(fault, commands).isPresent()) {
        return commands;
      }
    }
    throw new AssertionError(PATIENCE + " sequences did not find " + fault);
  }

  private static Optional<Finding> fight(FaultyStore.Fault fault, List<Command> commands) {
    MemoryDisk oracle = new MemoryDisk();
    MemoryDisk faulty = new MemoryDisk();
    AtomicInteger calls = new AtomicInteger();
    return Duel.fight(
        (options, clock) -> MemoryStore.open(oracle, options, clock),
        (options, clock) -> new FaultyStore(MemoryStore.open(faulty, options, clock), fault, calls),
        commands,
        new Outcomes());
  }

  @Test
  void equalSeedsMakeEqualSequencesThatUseEveryVerb() {
    assertThat(CommandGenerator.sequence(5, 100)).isEqualTo(CommandGenerator.sequence(5, 100));
    Map<Verb, Integer> counts = new EnumMap<>(Verb.class);
    for (int seed = 0; seed < 10; seed++) {
      CommandGenerator.sequence(seed, SequencesProof.LENGTH)
          .forEach(command -> counts.merge(command.verb(), 1, Integer::sum));
    }
    assertThat(counts.keySet()).containsExactlyInAnyOrder(Verb.values());
  }

  @Test
  void everyRpcIsCalled() {
    Set<String> called = new TreeSet<>();
    for (Verb verb : Verb.values()) {
      for (int number = 0; number < 100; number++) {
        Call call = verb.call(new World(), new Command(verb, 0, number, number, number));
        if (call != null) {
          called.add(call.method().getFullMethodName());
        }
      }
    }
    assertThat(called)
        .containsExactlyInAnyOrderElementsOf(
            Contract.methods().stream().map(MethodDescriptor::getFullMethodName).toList());
  }

  @Test
  void shrinkingLeavesWhatIsNeededOnly() {
    List<Command> failing = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      failing.add(new Command(i % 10 == 3 ? Verb.CHORES : Verb.NEXT, 1, 1000 + i, 7, i));
    }
    List<Command> smallest =
        new Shrinker(
                commands ->
                    commands.stream().anyMatch(c -> c.verb() == Verb.CHORES && c.c() >= 40)
                        && commands.stream().anyMatch(c -> c.verb() == Verb.NEXT && c.b() > 0),
                10_000)
            .shrink(failing);
    assertThat(smallest).hasSize(2);
    assertThat(smallest).allSatisfy(command -> assertThat(command.a()).isZero());
  }
}
