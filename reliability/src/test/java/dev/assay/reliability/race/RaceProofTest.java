package dev.assay.reliability.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.reliability.proof.Effort;
import dev.assay.reliability.proof.ProofResult;
import dev.assay.reliability.proof.ProofRun;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class RaceProofTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void oneOf64CallersGetsTheLastLabel() throws Exception {
    ProofResult result =
        new RaceProof()
            .run(new ProofRun(3, Effort.ofRounds(20), folder, Path.of(""), line -> {}))
            .get(0);
    assertThat(result.violations()).isEmpty();
    assertThat(result.howOften()).startsWith("20 races, ");
  }

  /** A budget that looks first and takes then, with time between the two. */
  private static final class LookThenTake implements Contested {
    private final AtomicLong ceiling = new AtomicLong();
    private final AtomicLong committed = new AtomicLong();

    @Override
    public Taken take(int caller, int wanted) {
      long got = Math.min(wanted, Math.max(ceiling.get() - committed.get(), 0));
      LockSupport.parkNanos(1);
      committed.addAndGet(got);
      return new Taken(Collections.nCopies((int) got, "token"), true);
    }

    @Override
    public void giveBack(int caller, List<String> tokens) {
      committed.addAndGet(-tokens.size());
    }

    @Override
    public boolean setCeiling(long labels) {
      ceiling.set(labels);
      return true;
    }

    @Override
    public long committed() {
      return committed.get();
    }
  }

  @Test
  void aBudgetThatLooksBeforeItTakesIsFound() throws Exception {
    Races races = new Races(new LookThenTake(), 3);
    while (races.count() < 2_000 && races.violations().isEmpty()) {
      races.next();
    }
    assertThat(races.violations()).isNotEmpty();
  }

  /** Grants and counts rightly, and shows the balance of the time before. */
  private static final class OldBalance implements Contested {
    private final LookThenTake budget = new LookThenTake();
    private long shown;

    @Override
    public synchronized Taken take(int caller, int wanted) {
      shown = budget.committed();
      return budget.take(caller, wanted);
    }

    @Override
    public synchronized void giveBack(int caller, List<String> tokens) {
      budget.giveBack(caller, tokens);
      shown = budget.committed();
    }

    @Override
    public synchronized boolean setCeiling(long labels) {
      return budget.setCeiling(labels);
    }

    @Override
    public synchronized long committed() {
      return shown;
    }
  }

  @Test
  void aBalanceThatIsBehindIsFound() throws Exception {
    Races races = new Races(new OldBalance(), 3);
    while (races.count() < 2_000 && races.violations().isEmpty()) {
      races.next();
    }
    assertThat(races.violations()).isNotEmpty();
  }
}
