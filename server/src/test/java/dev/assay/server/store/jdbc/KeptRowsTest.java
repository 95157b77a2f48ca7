package dev.assay.server.store.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against a table in memory that a work changes at once and an undone work changes back. */
class KeptRowsTest {
  private static final int KEYS = 4;

  /** What is stored; a copy of it is what an undone work goes back to. */
  private Map<Integer, Integer> stored = new HashMap<>();

  private final List<Integer> written = new ArrayList<>();
  private final KeptRows<Integer, Integer> kept =
      new KeptRows<>(
          KEYS,
          (key, row) -> {
            written.add(row);
            stored.put(key, row);
          });

  @Test
  void aRowIsReadOnceAndWrittenOnceHoweverOftenItChanges() {
    stored.put(1, 10);
    List<Integer> read = new ArrayList<>();
    for (int work = 0; work < 5; work++) {
      int row =
          requireNonNull(
              kept.find(
                  1,
                  key -> {
                    read.add(key);
                    return stored.get(key);
                  }));
      kept.change(1, row + 1);
      kept.keep();
    }
    assertThat(stored).containsEntry(1, 10);
    kept.writeOut();
    kept.keep();
    assertThat(stored).containsEntry(1, 15);
    assertThat(written).containsExactly(15);
    assertThat(read).containsExactly(1);
  }

  @Test
  void whatAWorkWroteOutOfEarlierWorksIsUnwrittenAgainWhenItIsUndone() {
    kept.change(1, 11);
    kept.keep();
    Map<Integer, Integer> before = new HashMap<>(stored);
    kept.writeOut();
    stored = before; // the engine has undone the work
    kept.giveBack();
    kept.writeOut();
    assertThat(stored).containsEntry(1, 11);
  }

  @Test
  void anyCourseOfWorksLeavesWhatWritingAtOnceWouldLeave() {
    for (int course = 0; course < 2_000; course++) {
      SplittableRandom random = new SplittableRandom(course);
      stored = new HashMap<>(Map.of(0, 1, 1, 2));
      kept.clear();
      Map<Integer, Integer> expected = new HashMap<>(stored);
      for (int work = 0; work < 12; work++) {
        Map<Integer, Integer> storedBefore = new HashMap<>(stored);
        Map<Integer, Integer> expectedBefore = new HashMap<>(expected);
        for (int step = random.nextInt(5); step >= 0; step--) {
          step(random, expected);
        }
        if (random.nextInt(3) == 0) {
          stored = storedBefore;
          expected = expectedBefore;
          kept.giveBack();
        } else {
          kept.keep();
        }
        if (random.nextInt(4) == 0) {
          kept.writeOut();
          kept.keep();
          assertThat(stored).as("course %d, work %d", course, work).isEqualTo(expected);
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
        kept.writeOut();
        kept.forget(key);
        int row = random.nextInt(1_000);
        stored.put(key, row);
        expected.put(key, row);
      }
      default -> kept.writeOut();
    }
  }
}
