package dev.assay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AmountsTest {
  @Test
  void amountsHaveTwoDecimalsAndMoreWhereTheyAreNeeded() {
    assertThat(Amounts.show(0)).isEqualTo("0.00");
    assertThat(Amounts.show(50_000)).isEqualTo("0.05");
    assertThat(Amounts.show(100_000_000)).isEqualTo("100.00");
    assertThat(Amounts.show(-1)).isEqualTo("-0.000001");
    assertThat(Amounts.parse("12.5", "AMOUNT")).isEqualTo(12_500_000);
  }
}
