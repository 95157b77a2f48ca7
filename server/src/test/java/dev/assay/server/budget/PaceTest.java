package dev.assay.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.PacePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static PacePoint point(long millis, double share) {
    return PacePoint.newBuilder().setTime(Timestamps.fromMillis(millis)).setShare(share).build();
  }

  private final Pace pace =
      new Pace(List.of(point(1_000, 0.1), point(2_000, 0.5), point(4_000, 1)));

  @Test
  void theCurveIsFlatOutsideAndStraightBetweenItsPoints() {
    assertThat(pace.allowedMicros(1_000, 0)).isEqualTo(100);
    assertThat(pace.allowedMicros(1_000, 1_000)).isEqualTo(100);
    assertThat(pace.allowedMicros(1_000, 1_500)).isEqualTo(300);
    assertThat(pace.allowedMicros(1_000, 3_000)).isEqualTo(750);
    assertThat(pace.allowedMicros(1_000, 9_000)).isEqualTo(1_000);
  }

  @Test
  void theMomentAtWhichAnAmountIsAllowedIsTheFirstOne() {
    for (long amount = 101; amount <= 1_000; amount++) {
      Long at = pace.reachedAtMillis(amount, 1_000, 0);
      assertThat(at).isNotNull();
      assertThat(pace.allowedMicros(1_000, at)).isGreaterThanOrEqualTo(amount);
      assertThat(pace.allowedMicros(1_000, at - 5)).isLessThan(amount);
    }
    assertThat(pace.reachedAtMillis(1_001, 1_000, 0)).isNull();
  }

  @Test
  void sharesAreTheDecimalsThatTheyAreWrittenAs() {
    assertThat(Shares.of(0.1, 1_000_000_000_000_000_000L)).isEqualTo(100_000_000_000_000_000L);
    assertThat(Shares.of(0.29, 100)).isEqualTo(29);
    assertThat(Shares.of(1.0 / 3, 9)).isEqualTo(2);
  }
}
