package dev.assay.sampling.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.InvalidDesignInputException;
import dev.assay.sampling.vector.PointMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rows made up are those of imbalanced-learn's own tests (8504e95, over_sampling/tests), with the
 * draws of its random state 0 handed in.
 */
class InterpolationTest {
  private static final double[][] X = {
    {0.11622591, -0.0317206}, {0.77481731, 0.60935141}, {1.25192108, -0.22367336},
    {0.53366841, -0.30312976}, {1.52091956, -0.49283504}, {-0.28162401, -2.10400981},
    {0.83680821, 1.72827342}, {0.3084254, 0.33299982}, {0.70472253, -0.73309052},
    {0.28893132, -0.38761769}, {1.15514042, 0.0129463}, {0.88407872, 0.35454207},
    {1.31301027, -0.92648734}, {-1.11515198, -0.93689695}, {-0.18410027, -0.45194484},
    {0.9281014, 0.53085498}, {-0.14374509, 0.27370049}, {-0.41635887, -0.38299653},
    {0.08711622, 0.93259929}, {1.70580611, -0.11219234}
  };
  private static final int[] Y = {0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 0};
  private static final LabelledRows ROWS = new LabelledRows(PointMatrix.of(X), Y, 2);

  @Test
  void smoteMakesTheRowsOfItsReferenceFromTheSameDraws() {
    int[] members = ROWS.members(0);
    Interpolation between = new Interpolation(ROWS.features(), members, 5, "smote");
    double[] steps = {
      0.4236547993389047, 0.6458941130666561, 0.4375872112626925, 0.8917730007820798
    };
    List<SyntheticRow> made = between.rows(new int[] {0, 3, 3, 39}, steps);
    assertRows(
        made,
        new double[][] {
          {0.29307743, -0.14670439},
          {0.84976473, -0.15570176},
          {0.61319159, -0.11571668},
          {0.66052536, -0.28246517}
        });
  }

  @Test
  void adasynMakesTheRowsOfItsReferenceFromTheSameDraws() {
    int[] members = ROWS.members(0);
    int[] shares = Adasyn.shares(new Borders(ROWS, 5), members, 4);
    int[] ranks = {4, 0, 3, 3};
    int[] pairs = new int[4];
    int next = 0;
    for (int place = 0; place < shares.length; place++) {
      for (int k = 0; k < shares[place]; k++) {
        pairs[next] = place * 5 + ranks[next];
        next++;
      }
    }
    assertThat(next).as("rows made up").isEqualTo(4);
    double[] steps = {
      0.5448831829968969, 0.4236547993389047, 0.6458941130666561, 0.4375872112626925
    };
    assertRows(
        new Interpolation(ROWS.features(), members, 5, "adasyn").rows(pairs, steps),
        new double[][] {
          {0.88161986, -0.2829741},
          {0.35681689, -0.18814597},
          {1.4148276, 0.05308106},
          {0.3136591, -0.31327875}
        });
  }

  @Test
  void everyClassIsFilledUpToTheGreatestByRowsOfItsOwn() {
    for (Balancing method : List.of(new Smote(), new Smote(1), new BorderlineSmote())) {
      Balanced balanced = method.balance(ROWS, 7);
      assertThat(balanced.synthetic()).as(method.name()).hasSize(4);
      assertThat(balanced.multiplicities()).containsOnly(1);
      for (SyntheticRow row : balanced.synthetic()) {
        assertThat(Y[row.parent()]).isZero();
        assertThat(Y[row.neighbour()]).isZero();
        assertThat(row.neighbour()).isNotEqualTo(row.parent());
        assertThat(row.step()).isBetween(0.0, 1.0);
      }
      assertThat(method.balance(ROWS, 7).synthetic().get(0).step())
          .isEqualTo(balanced.synthetic().get(0).step());
    }
  }

  @Test
  void borderlineParentsAreThoseThatHalfOfTheNearestAreStrangersTo() {
    Borders borders = new Borders(ROWS, 10);
    int[] members = ROWS.members(0);
    int[] danger = BorderlineSmote.danger(borders, members);
    for (int place = 0; place < members.length; place++) {
      int strangers = strangers(members[place], 10);
      boolean isDanger = Arrays.binarySearch(danger, place) >= 0;
      assertThat(isDanger).as("place %d", place).isEqualTo(strangers >= 5 && strangers < 10);
    }
  }

  @Test
  void categoriesAreVotedForByTheNeighboursAndSetRowsApart() {
    // two groups of equal numbers: only the category tells which neighbours are near
    double[][] points = new double[14][];
    int[] classes = new int[14];
    for (int row = 0; row < 8; row++) {
      points[row] = new double[] {row * 1e-3, 5 + row % 2};
    }
    for (int row = 8; row < 14; row++) {
      points[row] = new double[] {row, 9};
      classes[row] = 1;
    }
    LabelledRows rows = new LabelledRows(PointMatrix.of(points), classes, 2);
    Balanced balanced = new SmoteCategories(new int[] {1}, 3).balance(rows, 3);
    assertThat(balanced.synthetic()).hasSize(2);
    for (SyntheticRow row : balanced.synthetic()) {
      assertThat(row.categories()).containsExactly(9);
      assertThat(classes[row.parent()]).isEqualTo(1);
    }
  }

  @Test
  void tooFewOfAClassAreRefusedWithWhatWouldHelp() {
    double[][] points = {{0}, {1}, {2}, {3}, {4}};
    LabelledRows rows = new LabelledRows(PointMatrix.of(points), new int[] {0, 0, 0, 1, 1}, 2);
    assertThatThrownBy(() -> new Smote().balance(rows, 1))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("has only 2 rows")
        .hasMessageContaining("random-over");
    assertThatThrownBy(() -> new SmoteCategories(new int[] {0}).balance(rows, 1))
        .isInstanceOf(InvalidDesignInputException.class)
        .hasMessageContaining("no category");
  }

  @Test
  void rowsThatNobodySurroundsAreForPlainSmote() {
    double[][] points = new double[12][1];
    int[] classes = new int[12];
    for (int row = 0; row < 12; row++) {
      points[row][0] = row < 8 ? row : 1000 + row;
      classes[row] = row < 8 ? 0 : 1;
    }
    LabelledRows rows = new LabelledRows(PointMatrix.of(points), classes, 2);
    assertThatThrownBy(() -> new Adasyn(2).balance(rows, 1)).hasMessageContaining("use smote");
    assertThatThrownBy(() -> new BorderlineSmote(2, 2).balance(rows, 1))
        .hasMessageContaining("use smote");
  }

  private static int strangers(int row, int count) {
    Integer[] others =
        IntStream.range(0, X.length)
            .filter(other -> other != row)
            .boxed()
            .sorted(Comparator.comparingDouble(other -> square(row, other)))
            .toArray(Integer[]::new);
    int strangers = 0;
    for (int k = 0; k < count; k++) {
      strangers += Y[others[k]] == Y[row] ? 0 : 1;
    }
    return strangers;
  }

  private static double square(int a, int b) {
    double x = X[a][0] - X[b][0];
    double y = X[a][1] - X[b][1];
    return x * x + y * y;
  }

  private static void assertRows(List<SyntheticRow> made, double[][] expected) {
    assertThat(made).hasSize(expected.length);
    for (int k = 0; k < expected.length; k++) {
      double[] coordinates = made.get(k).coordinates(ROWS.features());
      assertThat(coordinates[0]).isCloseTo(expected[k][0], within(1e-7));
      assertThat(coordinates[1]).isCloseTo(expected[k][1], within(1e-7));
    }
  }
}
