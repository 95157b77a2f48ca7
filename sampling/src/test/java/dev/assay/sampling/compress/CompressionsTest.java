package dev.assay.sampling.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.balance.LabelledRows;
import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is true of every way to compress. */
class CompressionsTest {
  private static final int COUNT = 120;

  @Test
  void eachKeepsSoManyDifferentRowsOfEveryClassAndTheSameAgain() {
    TrainingRows rows = rows();
    for (Compression compression : Compressions.all()) {
      KeptRows kept = compression.keep(rows, 30, 9);
      assertThat(kept.rows()).as(compression.name()).hasSize(30).doesNotHaveDuplicates();
      assertThat(Arrays.stream(kept.rows()).map(row -> rows.labelled().classes()[row]).distinct())
          .as(compression.name())
          .hasSize(3);
      assertThat(Arrays.stream(kept.weights()).average().orElseThrow())
          .as(compression.name())
          .isBetween(1 - 1e-9, 1 + 1e-9);
      assertThat(compression.keep(rows, 30, 9).rows())
          .as(compression.name())
          .isEqualTo(kept.rows());
      assertThat(compression.summary()).isNotBlank();
    }
    assertThat(Compressions.all().stream().map(Compression::name))
        .contains("growth", "random", "dq", "k-center", "facility-location", "graph-cut", "craig")
        .contains("contextual-diversity", "contrastive", "herding", "least-confidence", "margin")
        .doesNotHaveDuplicates();
  }

  @Test
  void oneRowOfEachClassIsTheLeast() {
    for (Compression compression : Compressions.all()) {
      assertThat(compression.keep(rows(), 3, 1).rows()).as(compression.name()).hasSize(3);
    }
    assertThatThrownBy(() -> new DatasetQuantisation().keep(rows(), 2, 1))
        .hasMessageContaining("keep 3 or more");
  }

  @Test
  void whoLooksAtScoresSaysThatThereAreNone() {
    TrainingRows rows = TrainingRows.of(rows().labelled());
    Compression margin =
        Compressions.all().stream()
            .filter(compression -> compression.name().equals("margin"))
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> margin.keep(rows, 30, 1)).hasMessageContaining("publish some");
  }

  @Test
  void aGrowthKeepsOutLabelsThatAreRefuted() {
    // one row of the first class lies in the midst of the second
    double[][] points = new double[60][];
    int[] classes = new int[60];
    SeededStream stream = new SeededStream(3);
    for (int row = 0; row < 60; row++) {
      classes[row] = row % 2;
      points[row] = new double[] {4 * classes[row] + stream.nextUnit(), stream.nextUnit()};
    }
    classes[1] = 0;
    TrainingRows rows = TrainingRows.of(new LabelledRows(PointMatrix.of(points), classes, 2));
    assertThat(new GrownSubset().keep(rows, 40, 5).rows()).doesNotContain(1);
    assertThat(new GrownSubset(false).keep(rows, 40, 5).rows()).contains(1);
  }

  private static TrainingRows rows() {
    SeededStream stream = new SeededStream(8);
    double[][] points = new double[COUNT][3];
    int[] classes = new int[COUNT];
    float[][] scores = new float[COUNT][3];
    for (int row = 0; row < COUNT; row++) {
      classes[row] = row % 3;
      float sum = 0;
      for (int d = 0; d < 3; d++) {
        points[row][d] = stream.nextUnit() + (d == classes[row] ? .6 : 0);
        scores[row][d] = (float) points[row][d];
        sum += scores[row][d];
      }
      for (int d = 0; d < 3; d++) {
        scores[row][d] /= sum;
      }
    }
    double[] sure = new double[COUNT];
    Arrays.fill(sure, 1);
    LabelledRows labelled = new LabelledRows(PointMatrix.of(points), classes, 3);
    return new TrainingRows(labelled, new Scores(scores), new boolean[COUNT], sure);
  }

  @SuppressWarnings("ArrayRecordComponent") // not compared
  private record Scores(float[][] rows) implements ScoreView {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public int classCount() {
      return rows[0].length;
    }

    @Override
    public boolean isMultiLabel() {
      return false;
    }

    @Override
    public boolean has(int candidate) {
      return true;
    }

    @Override
    public void copyProbabilities(int candidate, float[] into) {
      System.arraycopy(rows[candidate], 0, into, 0, rows[candidate].length);
    }
  }
}
