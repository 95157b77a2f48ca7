package dev.assay.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.quality.method.AutoMethod;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTransferTest {
  private static CrowdTransfer.Measured crowd(String set, double all, int better, double by) {
    double[] errors = new double[CrowdTransfer.GRID.size()];
    Arrays.fill(errors, all);
    errors[better] -= by;
    return new CrowdTransfer.Measured(set, 0, errors);
  }

  @Test
  void aCrowdsOwnTruthHasNoPartInTheChoice() {
    List<CrowdTransfer.LeftOut> results =
        CrowdTransfer.leaveOneOut(
            List.of(
                crowd("bluebird", 0.2, 7, 0.1),
                crowd("rte", 0.2, 3, 0.02),
                crowd("dog", 0.2, 3, 0.01)));
    assertThat(results.get(0).chosen()).isEqualTo(CrowdTransfer.GRID.get(3));
    assertThat(results.get(0).error()).isEqualTo(0.2);
    assertThat(results.get(0).least()).isEqualTo(0.1);
    assertThat(results.get(1).chosen()).isEqualTo(CrowdTransfer.GRID.get(7));
    assertThat(results.get(2).chosen()).isEqualTo(CrowdTransfer.GRID.get(7));
  }

  @Test
  void theGridHoldsWhatIsShipped() {
    assertThat(CrowdTransfer.GRID).contains(new AutoMethod()).doesNotHaveDuplicates();
  }
}
