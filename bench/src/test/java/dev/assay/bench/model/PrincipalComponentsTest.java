package dev.assay.bench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

  @Test
  void theSpaceOfTheFirstComponentsKeepsTheLengthsThatTheyGive() {
    SeededStream random = new SeededStream(7);
    double[][] rows = new double[200][12];
    for (double[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        row[d] = (random.nextUnit() - .5) * (d < 3 ? 5 : 1);
      }
    }
    for (int d = 0; d < 12; d++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[d] / rows.length;
      }
      for (double[] row : rows) {
        row[d] -= mean;
      }
    }
    double[][] components = PrincipalComponents.of(rows, 3);
    double[][] space = PrincipalComponents.spaceOf(rows, 3);
    for (int i = 0; i < rows.length; i++) {
      double along = 0;
      double inside = 0;
      for (int k = 0; k < 3; k++) {
        along += components[k][i] * components[k][i];
        inside += space[i][k] * space[i][k];
      }
      assertThat(inside).isCloseTo(along, within(1e-6));
    }
  }
}
