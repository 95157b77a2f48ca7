package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RecordLinesTest {

  @Test
  void everyRecordHasTheLineThatItWasGiven() {
    RecordLines lines = new RecordLines();
    List<Long> given = new ArrayList<>();
    Random random = new Random(7);
    long line = 1;
    for (int record = 0; record < 500; record++) {
      line += random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 1;
      given.add(line);
      lines.add(line);
    }
    for (int record = 0; record < given.size(); record++) {
      assertThat(lines.of(record)).isEqualTo(given.get(record));
    }
    assertThatThrownBy(() -> lines.of(500)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
