package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "250, 250 ms",
    "1000, 1 s",
    "61000, 1 min 1 s",
    "75720000, 21 h 2 min",
    "86400000, 1 d",
    "90061000, 1 d 1 h",
    "3600500, 1 h",
    "-61000, -1 min 1 s"
  })
  void durationsAreShownInTheirTwoLargestUnits(long millis, String shown) {
    assertThat(Times.show(Durations.fromMillis(millis))).isEqualTo(shown);
  }
}
