package dev.assay.server.pool;

import static dev.assay.server.pool.PoolFixture.item;
import static dev.assay.server.pool.PoolFixture.join;
import static dev.assay.server.pool.PoolFixture.score;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.v1.GetItemRequest;
import dev.assay.v1.Item;
import dev.assay.v1.StratumDimension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StrataTest {
  private static final StratumDimension PREDICTED =
      StratumDimension.newBuilder()
          .setPredictedClass(StratumDimension.PredictedClass.getDefaultInstance())
          .build();

  @TempDir private Path folder;
  private PoolFixture pool;

  @BeforeEach
  void open() {
    pool = new PoolFixture(folder);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static StratumDimension attribute(String name) {
    return StratumDimension.newBuilder().setAttribute(name).build();
  }

  private static StratumDimension quantiles(String attribute, int binCount) {
    return StratumDimension.newBuilder()
        .setQuantileBins(
            StratumDimension.QuantileBins.newBuilder()
                .setAttribute(attribute)
                .setBinCount(binCount))
        .build();
  }

  private static StratumDimension confidence(int binCount) {
    return StratumDimension.newBuilder()
        .setQuantileBins(
            StratumDimension.QuantileBins.newBuilder().setConfidence(true).setBinCount(binCount))
        .build();
  }

  private String stratum(String id) {
    return new GetItem(pool.store, pool.view)
        .answer(GetItemRequest.newBuilder().setProject(PoolFixture.PROJECT).setItemId(id).build())
        .getItem()
        .getStratum();
  }

  private static Item with(String id, String attribute, String value) {
    return item(id).toBuilder().putAttributes(attribute, value).build();
  }

  @Test
  void aProjectWithoutDimensionsHasOneStratum() {
    pool.putItems(item("a"));
    assertThat(stratum("a")).isEmpty();
  }

  @Test
  void dimensionsAreCrossedInTheirOrder() {
    pool.partition(attribute("site"), PREDICTED);
    pool.putItems(with("a", "site", "north"), with("b", "site", ""), item("c"));
    pool.putScores(pool.scoreHeader("v"), join(score("a", .1, .1, .8), score("c", .4, .4, .2)));
    assertThat(stratum("a")).isEqualTo("site=north/predicted=two");
    assertThat(stratum("b")).isEqualTo("site=/predicted=(none)");
    assertThat(stratum("c")).isEqualTo("site=(none)/predicted=zero");
  }

  @Test
  void namesAreUnambiguous() {
    pool.partition(attribute("a=b"));
    pool.putItems(
        with("a", "a=b", "x/y=z"), with("b", "a=b", "(none)"), with("c", "a=b", "100%2F"));
    assertThat(stratum("a")).isEqualTo("a%3Db=x%2Fy%3Dz");
    assertThat(stratum("b")).isEqualTo("a%3Db=%28none)");
    assertThat(stratum("c")).isEqualTo("a%3Db=100%252F");
  }

  @Test
  void quantilesOfAnAttributeCountOtherTextsAsMissing() {
    pool.partition(quantiles("age", 2));
    pool.putItems(
        with("a", "age", "-1.5"),
        with("b", "age", "2e1"),
        with("c", "age", "3"),
        with("d", "age", "+.5"),
        with("e", "age", "NaN"),
        with("f", "age", "0x10"),
        with("g", "age", "1e999"),
        with("h", "age", " 3"),
        with("i", "age", "3d"),
        item("j"));
    assertThat(stratum("a")).isEqualTo("age=q1of2");
    assertThat(stratum("d")).isEqualTo("age=q1of2");
    assertThat(stratum("c")).isEqualTo("age=q2of2");
    assertThat(stratum("b")).isEqualTo("age=q2of2");
    for (String id : new String[] {"e", "f", "g", "h", "i", "j"}) {
      assertThat(stratum(id)).isEqualTo("age=(none)");
    }
  }

  @Test
  void quantilesFollowThePool() {
    pool.partition(confidence(4), quantiles("age", 2));
    pool.putItems(with("a", "age", "1"), with("b", "age", "2"));
    assertThat(stratum("a")).isEqualTo("confidence=(none)/age=q1of2");
    pool.putScores(pool.scoreHeader("v"), join(score("a", 1, 0, 0), score("b", .4, .3, .3)));
    assertThat(stratum("a")).isEqualTo("confidence=q3of4/age=q1of2");
    assertThat(stratum("b")).isEqualTo("confidence=q1of4/age=q2of2");
    pool.putItems(with("c", "age", "-7"), with("d", "age", "-8"));
    assertThat(stratum("a")).isEqualTo("confidence=q3of4/age=q2of2");
    assertThat(stratum("c")).isEqualTo("confidence=(none)/age=q1of2");
  }

  @Test
  void cutsAreKeptWhileOnlyServingGoesOn() {
    pool.partition(confidence(2));
    pool.putItems(item("a"), item("b"));
    PoolStrata strata = pool.indexes.strata();
    Strata first = strata.of(pool.project(), pool.snapshot());
    new TakenItems(pool).take(0);
    assertThat(strata.of(pool.project(), pool.snapshot())).isSameAs(first);
    pool.putItems(item("c"));
    assertThat(strata.of(pool.project(), pool.snapshot())).isNotSameAs(first);
  }
}
