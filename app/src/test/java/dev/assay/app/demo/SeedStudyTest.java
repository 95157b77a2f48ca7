package dev.assay.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.datasets.Datasets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies over seeds. */
final class SeedStudyTest {

  private static SeedResult result(String policy, double... curves) {
    SeedResult result = new SeedResult(policy);
    for (double curve : curves) {
      result.curve(curve);
    }
    result.judged(judgement(.8, .9));
    result.judged(judgement(.2, .4));
    result.judged(new Judgement("m", 9, 1, null, "too few", .85));
    return result;
  }

  private static Judgement judgement(double low, double high) {
    return new Judgement("m", 9, 5, new Judgement.Estimated(low, low, high), null, .85);
  }

  @Test
  void gainsAreThoseOfTheSameSeeds() {
    SeedResult random = result("random", .8, .9, .7);
    SeedResult other = result("other", .9, .92, .75);
    assertThat(other.gain(random)).isCloseTo((.1 + .02 + .05) / 3, within(1e-12));
    // The differences' standard deviation over the root of three.
    assertThat(other.gainError(random)).isCloseTo(.023333, within(1e-5));
    assertThat(other.intervals()).isEqualTo(2);
    assertThat(other.holding()).isEqualTo(1);
    assertThat(other.width()).isCloseTo(.15, within(1e-12));
    SeedTable table = new SeedTable("data", List.of(random, other));
    assertThat(table.text().get(2)).contains("other", "0.8567", "+0.0567 ± 0.0233", "0.50");
    assertThat(table.json().get(1))
        .contains("\"policy\":\"other\"", "\"gain\":0.056667", "\"intervals_with_truth\":1");
  }

  @Test
  void everyPolicyRunsThroughAServer() throws IOException {
    List<Long> seeds = new ArrayList<>();
    List<SeedResult> results =
        SeedStudy.run(Datasets.named(Datasets.BREAST_CANCER), 2, 3, 1, seeds::add);
    assertThat(seeds).containsExactly(3L);
    assertThat(results)
        .extracting(SeedResult::policy)
        .containsExactly("random", "margin", "default");
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.curve()).isBetween(.6, 1.0);
              assertThat(result.intervals()).isBetween(0, 1); // withheld where labels are too few
            });
    assertThat(results.get(2).gain(results.get(0))).isNotZero();
  }
}
