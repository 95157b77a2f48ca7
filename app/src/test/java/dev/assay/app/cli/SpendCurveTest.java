package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.JournalEntry.Account;
import dev.assay.v1.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpendCurveTest {
  private static final BudgetLine EXPLORING =
      BudgetLine.newBuilder().setName("exploring").addSlices(Slice.SLICE_EXPLORE).build();
  private static final BudgetLine DAILY =
      EXPLORING.toBuilder().setPeriod(BudgetLine.Period.PERIOD_DAY).build();

  private final SpendCurve curve =
      new SpendCurve(1_000, 7_000, List.of(DAILY, EXPLORING, BudgetLine.getDefaultInstance()));

  private void charge(long millis, long micros, Slice slice) {
    boolean isRefund = micros < 0;
    curve.add(
        JournalEntry.newBuilder()
            .setCreateTime(Timestamps.fromMillis(millis))
            .setAmountMicros(Math.abs(micros))
            .setDebitAccount(isRefund ? Account.ACCOUNT_AVAILABLE : Account.ACCOUNT_CHARGED)
            .setCreditAccount(isRefund ? Account.ACCOUNT_CHARGED : Account.ACCOUNT_HELD)
            .setSlice(slice)
            .setCeilingMicros(1_000)
            .build());
  }

  @Test
  void chargesAddUpInAllBySliceAndByLine() {
    charge(1_000, 10, Slice.SLICE_EXPLORE);
    charge(4_000, 20, Slice.SLICE_EXPLOIT);
    charge(4_001, -5, Slice.SLICE_UNSPECIFIED);
    charge(9_000, 40, Slice.SLICE_EXPLORE);
    int half = SpendCurve.BINS / 2;
    assertThat(curve.charged()).hasSize(SpendCurve.BINS + 1).startsWith(0, 10).endsWith(25, 65);
    assertThat(curve.charged()[half]).isEqualTo(30);
    assertThat(curve.charged()[half + 1]).isEqualTo(25);
    assertThat(curve.charged(Slice.SLICE_EXPLORE)).startsWith(0, 10).endsWith(10, 50);
    assertThat(curve.slices())
        .containsExactly(Slice.SLICE_UNSPECIFIED, Slice.SLICE_EXPLOIT, Slice.SLICE_EXPLORE);
    assertThat(curve.lines()).as("one balance each").hasSize(2).doesNotContain(DAILY);
    assertThat(curve.charged(0)).endsWith(50);
    assertThat(curve.charged(1)).as("every slice, no adjustment").endsWith(70);
    assertThat(curve.ceiling()).containsOnly(1_000);
  }

  @Test
  void whatMovesNoChargeIsNone() {
    curve.add(
        JournalEntry.newBuilder()
            .setAmountMicros(10)
            .setDebitAccount(Account.ACCOUNT_HELD)
            .setCreditAccount(Account.ACCOUNT_AVAILABLE)
            .build());
    assertThat(curve.isEmpty()).isTrue();
    assertThat(curve.charged()).containsOnly(0);
  }
}
