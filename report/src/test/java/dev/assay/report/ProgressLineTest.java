package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final StringWriter text = new StringWriter();
  private Instant now = Instant.EPOCH;

  private ProgressLine line(boolean isTerminal) {
    return new ProgressLine(new PrintWriter(text, true), isTerminal, () -> now);
  }

  private void advance(Duration by) {
    now = now.plus(by);
  }

  @Test
  void aTerminalHasOneLineThatIsWrittenOver() {
    ProgressLine line = line(true);
    line.show("10 records");
    line.show("9 more");
    line.end();
    assertThat(text.toString()).isEqualTo("\r10 records\r9 more    " + System.lineSeparator());
  }

  @Test
  void elsewhereLinesAreWholeAndFew() {
    ProgressLine line = line(false);
    for (int second = 0; second <= 25; second++) {
      line.show(second + " records");
      advance(Duration.ofSeconds(1));
    }
    line.end();
    assertThat(text.toString().lines()).containsExactly("10 records", "20 records", "25 records");
  }

  @Test
  void theEndSaysNothingTwice() {
    ProgressLine line = line(false);
    advance(ProgressLine.QUIET);
    line.show("all");
    line.end();
    line.end();
    assertThat(text.toString().lines()).containsExactly("all");
  }
}
