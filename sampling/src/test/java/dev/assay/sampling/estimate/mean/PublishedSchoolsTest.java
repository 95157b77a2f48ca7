package dev.assay.sampling.estimate.mean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.estimate.SampleSize;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Two samples of California's 6,194 schools and their Academic Performance Index of 1999 and 2000
 * (the state's Department of Education), and what the package survey of R prints of them.
 */
class PublishedSchoolsTest {
  private static final String TYPES = "EMH";
  private static final long[] SCHOOLS = {4421, 1018, 755};
  private static final long ALL = 6194;
  private static final double TOTAL_OF_1999 = 3_914_069;

  /** One line of a file, by column. */
  private record School(String[] cells) {
    double at(int column) {
      return Double.parseDouble(cells[column]);
    }
  }

  private static List<School> schools(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PublishedSchoolsTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> new School(line.split(",", -1))).toList();
    }
  }

  private static MeanEstimate stratified(List<School> schools, ToDoubleFunction<School> value) {
    int[] stratum = schools.stream().mapToInt(s -> TYPES.indexOf(s.cells()[0])).toArray();
    LabelledSample sample =
        LabelledSample.of(ALL, schools.stream().mapToDouble(value).toArray())
            .withStrata(new Strata(stratum, SCHOOLS));
    return new Stratified().estimate(sample);
  }

  @Test
  void stratifiedMeanTotalAndRatio() throws IOException {
    List<School> schools = schools("schools-stratified.csv");
    MeanEstimate index = stratified(schools, school -> school.at(1));
    assertThat(index.mean()).isCloseTo(662.2873632, within(1e-6));
    assertThat(index.standardError()).isCloseTo(9.408940803, within(1e-6));
    double half = 1.6448536269 * index.standardError();
    assertThat(index.mean() - half).isCloseTo(646.8110, within(5e-5));
    assertThat(index.mean() + half).isCloseTo(677.7637, within(5e-5));

    MeanEstimate pupils = stratified(schools, school -> school.at(2));
    // The package holds its weights in single precision: eight digits agree.
    assertThat(ALL * pupils.mean()).isCloseTo(3_687_177.532, within(0.05));
    assertThat(ALL * pupils.standardError()).isCloseTo(114_641.7161, within(0.005));

    MeanEstimate tested = stratified(schools, school -> school.at(3));
    double ratio = tested.mean() / pupils.mean();
    MeanEstimate residual = stratified(schools, school -> school.at(3) - ratio * school.at(2));
    assertThat(ratio).isCloseTo(.8369568869, within(5e-9));
    assertThat(residual.standardError() / pupils.mean()).isCloseTo(.007757103167, within(5e-10));
  }

  @Test
  void randomSampleByMeanDifferenceAndRegression() throws IOException {
    List<School> schools = schools("schools-random.csv");
    double[] index = schools.stream().mapToDouble(school -> school.at(0)).toArray();
    double[] before = schools.stream().mapToDouble(school -> school.at(1)).toArray();
    double[] pi = new double[index.length];
    Arrays.fill(pi, (double) pi.length / ALL);
    LabelledSample sample =
        LabelledSample.of(ALL, index).withInclusionProbability(pi, SampleSize.FIXED);

    MeanEstimate plain = new HorvitzThompson().estimate(sample);
    assertThat(plain.mean()).isCloseTo(656.585, within(1e-9));
    assertThat(plain.standardError()).isCloseTo(9.249722039, within(1e-8));

    MeanEstimate difference =
        new Difference().estimate(sample.withControl(Control.ofTotal(before, TOTAL_OF_1999)));
    assertThat(difference.mean()).isCloseTo(663.8129803, within(1e-7));
    assertThat(difference.standardError()).isCloseTo(2.090493247, within(1e-8));

    double[][] rows = new double[before.length][];
    Arrays.setAll(rows, i -> new double[] {1, before[i]});
    MeanEstimate regression =
        new GeneralRegression()
            .estimate(sample.withAuxiliary(new Auxiliary(rows, new double[] {ALL, TOTAL_OF_1999})));
    assertThat(regression.mean()).isCloseTo(663.4498593, within(1e-7));
    assertThat(regression.standardError()).isCloseTo(1.997101024, within(1e-8));
  }
}
