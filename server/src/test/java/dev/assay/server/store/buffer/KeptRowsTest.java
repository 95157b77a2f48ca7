package dev.assay.server.store.buffer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Against a table in memory that a unit of work changes at once, and a rolled back one changes
 * back.
 */
class KeptRowsTest {
  private static final int KEYS = 4;

  /** What is stored; a copy of it is what a rolled back unit goes back to. */
  private Map<Integer, Integer> stored = new HashMap<>();

  private final List<Integer> written = new ArrayList<>();
  private KeptRows<Integer, Integer> kept = newKept();

  private KeptRows<Integer, Integer> newKept() {
    return new KeptRows<>(
        KEYS,
        (key, row) -> {
          written.add(row);
          stored.put(key, row);
        });
  }

  @Test
  void aRowIsReadOnceAndWrittenOnceHoweverOftenItChanges() {
    stored.put(1, 10);
    List<Integer> read = new ArrayList<>();
    for (int unit = 0; unit < 5; unit++) {
      int row =
          requireNonNull(
              kept.find(
                  1,
                  key -> {
                    read.add(key);
                    return stored.get(key);
                  }));
      kept.change(1, row + 1);
      kept.release();
    }
    assertThat(stored).containsEntry(1, 10);
    kept.flush();
    kept.release();
    assertThat(stored).containsEntry(1, 15);
    assertThat(written).containsExactly(15);
    assertThat(read).containsExactly(1);
  }

  @Test
  void whatAUnitFlushedOfEarlierUnitsIsUnwrittenAgainWhenItIsRolledBack() {
    kept.change(1, 11);
    kept.release();
    Map<Integer, Integer> before = new HashMap<>(stored);
    kept.flush();
    stored = before; // the engine has rolled the unit back
    kept.rollback();
    kept.flush();
    assertThat(stored).containsEntry(1, 11);
  }

  @Test
  void anyCourseOfUnitsLeavesWhatWritingAtOnceWouldLeave() {
    for (int course = 0; course < 2_000; course++) {
      SplittableRandom random = new SplittableRandom(course);
      stored = new HashMap<>(Map.of(0, 1, 1, 2));
      kept = newKept();
      Map<Integer, Integer> expected = new HashMap<>(stored);
      for (int unit = 0; unit < 12; unit++) {
        Map<Integer, Integer> storedBefore = new HashMap<>(stored);
        Map<Integer, Integer> expectedBefore = new HashMap<>(expected);
        for (int step = random.nextInt(5); step >= 0; step--) {
          step(random, expected);
        }
        if (random.nextInt(3) == 0) {
          stored = storedBefore;
          expected = expectedBefore;
          kept.rollback();
        } else {
          kept.release();
        }
        if (random.nextInt(4) == 0) {
          kept.flush();
          kept.release();
          assertThat(stored).as("course %d, unit %d", course, unit).isEqualTo(expected);
        }
      }
    }
  }

  private void step(SplittableRandom random, Map<Integer, Integer> expected) {
    int key = random.nextInt(KEYS);
    switch (random.nextInt(5)) {
      case 0 -> assertThat(kept.find(key, stored::get)).isEqualTo(expected.get(key));
      case 1 -> {
        kept.change(key, random.nextInt(1_000));
        expected.put(key, requireNonNull(kept.held(key)));
      }
      case 2 -> { // a statement that writes the row itself
        int row = random.nextInt(1_000);
        stored.put(key, row);
        kept.hold(key, row);
        expected.put(key, row);
      }
      case 3 -> { // a statement that writes the row, and nobody holds it
        kept.flush();
        kept.forget(key);
        int row = random.nextInt(1_000);
        stored.put(key, row);
        expected.put(key, row);
      }
      default -> kept.flush();
    }
  }
}
