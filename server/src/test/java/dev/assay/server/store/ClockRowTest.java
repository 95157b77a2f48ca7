package dev.assay.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.SettableMachine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ClockRowTest {
  private static final Duration MONTH = Duration.ofDays(31);

  private final SettableMachine machine = new SettableMachine();
  private ClockRow row = ClockRow.begin(machine);
  private final long began = row.nowMillis();

  private void pass(Duration duration) {
    machine.pass(duration);
    row = row.next(machine);
  }

  private Duration told() {
    return Duration.ofMillis(row.nowMillis() - began);
  }

  private Duration measured() {
    return Duration.ofMillis(row.measuredMillis() - began);
  }

  @Test
  void aClockThatNobodySetsIsFollowed() {
    pass(Duration.ofDays(3));
    assertThat(told()).isEqualTo(Duration.ofDays(3));
    machine.set(Duration.ofSeconds(40)); // a leap second, and more
    pass(Duration.ofMillis(1));
    assertThat(told()).isEqualTo(Duration.ofDays(3).plusSeconds(40).plusMillis(1));
    assertThat(row.gap()).isNull();
  }

  @Test
  void aJumpOf31DaysFor3SecondsLeavesNoTrace() {
    machine.set(MONTH);
    pass(Duration.ofSeconds(3));
    assertThat(told()).isEqualTo(Duration.ofSeconds(3));
    assertThat(row.gap()).isNotNull();
    assertThat(row.isToBeBelieved(machine)).isFalse();
    machine.set(MONTH.negated());
    pass(Duration.ofSeconds(1));
    assertThat(told()).isEqualTo(Duration.ofSeconds(4));
    assertThat(measured()).isEqualTo(Duration.ofSeconds(4));
    assertThat(row.gap()).isNull();
  }

  @Test
  void aClockThatStaysAheadIsBelievedAfterAnHourAndMeasuredTimeKnowsBetter() {
    machine.set(MONTH);
    pass(Duration.ZERO);
    pass(Duration.ofMinutes(59));
    assertThat(row.isToBeBelieved(machine)).isFalse();
    assertThat(told()).isEqualTo(Duration.ofMinutes(59));
    pass(Duration.ofMinutes(1));
    assertThat(row.isToBeBelieved(machine)).isTrue();
    row = row.believing(machine);
    assertThat(told()).isEqualTo(MONTH.plusHours(1));
    assertThat(measured()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aClockThatIsSetOnceMoreMustLastAnew() {
    machine.set(Duration.ofHours(2));
    pass(Duration.ZERO);
    pass(Duration.ofMinutes(59));
    machine.set(MONTH);
    pass(Duration.ofMinutes(2));
    assertThat(row.isToBeBelieved(machine)).isFalse();
    assertThat(told()).isEqualTo(Duration.ofMinutes(61));
  }

  @Test
  void aClockThatIsSetBackStopsNothingAndIsMetAgainWithinADay() {
    machine.set(Duration.ofHours(-3));
    long before = row.nowMillis();
    for (int i = 0; i < 60 * 60 * 10; i++) {
      pass(Duration.ofMillis(100)); // in small steps, too
      assertThat(row.nowMillis()).isGreaterThanOrEqualTo(before);
      before = row.nowMillis();
    }
    assertThat(told()).isBetween(Duration.ofSeconds(3_140), Duration.ofSeconds(3_160));
    assertThat(row.gap()).isNotNull();
    for (int i = 0; i < 24 * 60; i++) {
      pass(Duration.ofMinutes(1));
    }
    assertThat(row.gap()).isNull();
    assertThat(told()).isBetween(Duration.ofHours(22), Duration.ofHours(22).plusMinutes(1));
    assertThat(measured()).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void whatIsMetOnTheSameBootWasCountedThoughNoProcessRan() {
    pass(Duration.ofDays(2)); // a reading of the next process
    assertThat(told()).isEqualTo(Duration.ofDays(2));
    assertThat(measured()).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void whatTheClockSaysAfterABootIsBelievedAfterAnHourOfWorkOrByALaterProcess() {
    machine.boot(Duration.ofDays(2));
    row = row.next(machine);
    assertThat(told()).isZero();
    pass(Duration.ofMinutes(60));
    assertThat(row.isToBeBelieved(machine)).isTrue();

    row = ClockRow.begin(machine);
    machine.boot(Duration.ofDays(2));
    row = row.next(machine);
    assertThat(row.isToBeBelieved(machine)).isFalse();
    machine.boot(Duration.ofMinutes(61));
    row = row.next(machine);
    assertThat(row.isToBeBelieved(machine)).isTrue();
  }

  @Test
  void aWrongClockAfterABootThatIsSetRightLeavesNoTrace() {
    machine.boot(MONTH);
    row = row.next(machine);
    machine.set(MONTH.negated().plusSeconds(30));
    pass(Duration.ofSeconds(5));
    assertThat(told()).isEqualTo(Duration.ofSeconds(35));
    assertThat(row.gap()).isNull();
  }

  @Test
  void aShortBootIsNoGap() {
    machine.boot(Duration.ofSeconds(50));
    row = row.next(machine);
    assertThat(told()).isEqualTo(Duration.ofSeconds(50));
    assertThat(row.gap()).isNull();
  }
}
