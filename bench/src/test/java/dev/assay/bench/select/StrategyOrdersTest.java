package dev.assay.bench.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import dev.assay.bench.data.DataFolder;
import dev.assay.datasets.Datasets;
import dev.assay.sampling.acquire.Candidates;
import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.ScoreView;
import dev.assay.sampling.acquire.Strategies;
import dev.assay.sampling.vector.CoverGreedy;
import dev.assay.sampling.vector.Kernel;
import dev.assay.sampling.vector.PackedPoints;
import dev.assay.sampling.vector.PointMatrix;
import dev.assay.sampling.vector.Points;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The orders in which other projects choose digits; their files are not shipped. */
class StrategyOrdersTest {
  private static final PointMatrix DIGITS =
      PointMatrix.of(Datasets.named(Datasets.DIGITS).features());

  private static Struct cases(String file) throws IOException {
    DataFolder folder = DataFolder.ofEnvironment(System.getenv());
    String path = "conformance/" + file;
    assumeTrue(
        folder.has(path),
        "the reference cases are not there; name their folder in " + DataFolder.VARIABLE);
    Struct.Builder document = Struct.newBuilder();
    try (Reader text = Files.newBufferedReader(folder.root().resolve(path))) {
      JsonFormat.parser().merge(text, document);
    }
    return document.build();
  }

  private static int[] order(Struct document, String... path) {
    Value value = Value.newBuilder().setStructValue(document).build();
    for (String name : path) {
      value = value.getStructValue().getFieldsOrThrow(name);
    }
    return order(value.getListValue().getValuesList());
  }

  private static int[] order(List<Value> numbers) {
    return numbers.stream().mapToInt(number -> (int) number.getNumberValue()).toArray();
  }

  /** The chosen candidates: utilities fall from 1 in equal steps. */
  private static int[] chosen(String strategy, Candidates candidates, int count) {
    double[] utilities = Strategies.named(strategy).select(candidates, count, 1).utilities();
    return IntStream.range(0, utilities.length)
        .filter(i -> utilities[i] > 0)
        .boxed()
        .sorted((a, b) -> Double.compare(utilities[b], utilities[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void graphCutIsTheFirstBinOfDatasetQuantization() throws IOException {
    Struct bins = cases("dq_digits_bins.json");
    int[] first =
        order(
            bins.getFieldsOrThrow("global_K10")
                .getStructValue()
                .getFieldsOrThrow("bins_in_selection_order")
                .getListValue()
                .getValues(0)
                .getListValue()
                .getValuesList());
    assertThat(chosen("graph-cut", new Vectors(DIGITS, none()), first.length)).isEqualTo(first);
  }

  @Test
  void kCenterIsTheOrderOfScikitActiveml() throws IOException {
    int[] expected =
        order(cases("skactiveml_cases.json"), "cases", "core_set_digits_from_label0", "order");
    int[] others = IntStream.range(1, DIGITS.count()).toArray();
    Vectors pool = new Vectors(DIGITS.select(others), DIGITS.select(new int[] {0}));
    int[] chosen = chosen("k-center", pool, expected.length);
    assertThat(Arrays.stream(chosen).map(i -> i + 1).toArray()).isEqualTo(expected);
  }

  @Test
  void theGreedyCoverIsThatOfApricot() throws IOException {
    Struct apricot = cases("apricot_digits_cases.json");
    int[] units = IntStream.range(0, DIGITS.count()).toArray();
    assertThat(cover(PackedPoints.directions(DIGITS, units), Kernel.squaredCosine()))
        .isEqualTo(order(apricot, "facility_location", "digits_cosine_ranking"));
    assertThat(cover(PackedPoints.directions(centred(), units), Kernel.squaredCosine()))
        .isEqualTo(order(apricot, "facility_location", "digits_corr_ranking"));
    PackedPoints points = PackedPoints.of(DIGITS, units);
    int[] expected = order(apricot, "facility_location", "digits_euclidean_ranking");
    int[] actual = cover(points, Kernel.below(greatestSquare(points)));
    // Two gain 8645 each at places 37 and 38; which comes first is nobody's to say.
    assertThat(Arrays.copyOf(actual, 37)).isEqualTo(Arrays.copyOf(expected, 37));
    assertThat(Arrays.copyOfRange(actual, 37, 39))
        .containsExactlyInAnyOrder(expected[37], expected[38]);
    assertThat(Arrays.copyOfRange(actual, 39, 100))
        .isEqualTo(Arrays.copyOfRange(expected, 39, 100));
  }

  private static int[] cover(PackedPoints points, Kernel kernel) {
    float[] ones = new float[points.count()];
    Arrays.fill(ones, 1);
    return new CoverGreedy(points, kernel, ones).choose(100);
  }

  private static PointMatrix centred() {
    double[][] rows = Datasets.named(Datasets.DIGITS).features();
    for (double[] row : rows) {
      double mean = Arrays.stream(row).average().orElseThrow();
      Arrays.setAll(row, d -> row[d] - mean);
    }
    return PointMatrix.of(rows);
  }

  private static float greatestSquare(PackedPoints points) {
    float greatest = 0;
    float[] into = new float[PackedPoints.BLOCK];
    for (int place = 0; place < points.count(); place++) {
      for (int block = 0; block < points.blockCount(); block++) {
        points.squaredDistances(block, points.row(place), into);
        for (int j = 0; j < points.sizeOf(block); j++) {
          greatest = Math.max(greatest, into[j]);
        }
      }
    }
    return greatest;
  }

  private static Points none() {
    return DIGITS.select(new int[0]);
  }

  /** Candidates with embeddings alone. */
  private record Vectors(Points vectors, Points labelledVectors) implements Candidates {
    @Override
    public int size() {
      return vectors.count();
    }

    @Override
    public boolean has(Need need) {
      return need == Need.VECTORS;
    }

    @Override
    public ScoreView scores() {
      throw new IllegalStateException("there are no scores");
    }

    @Override
    public int[] labelledClasses() {
      throw new IllegalStateException("there are no classes");
    }
  }
}
