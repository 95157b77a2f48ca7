package dev.assay.server.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.sampling.SeededStream;
import dev.assay.server.ContractRpcs;
import dev.assay.server.acquisition.Definitions;
import dev.assay.server.acquisition.LocalProject;
import dev.assay.server.estimation.EstimateAccuracy;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.pool.PoolLimits;
import dev.assay.server.pool.PutItems;
import dev.assay.server.request.Ingest;
import dev.assay.server.store.Store;
import dev.assay.server.store.StoreOptions;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.engine.StoreEngines;
import dev.assay.v1.Assignment;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.ConfidenceInterval;
import dev.assay.v1.Estimate;
import dev.assay.v1.EstimateAccuracyRequest;
import dev.assay.v1.Item;
import dev.assay.v1.ItemChunk;
import dev.assay.v1.Policy;
import dev.assay.v1.PutItemsHeader;
import dev.assay.v1.PutItemsRequest;
import dev.assay.v1.PutItemsResponse;
import dev.assay.v1.WaveOpinion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that doubts everything alike and errs in one corner of the embeddings: only they tell
 * where. The first wave is drawn under it, too, so that its errors are known.
 */
class SecondOpinionsTest {
  private static final int POOL = 400;
  private static final int WAVE = 60;
  private static final int PROJECTS = 18;

  @TempDir Path folder;
  private final AtomicLong clockMillis = new AtomicLong(1_700_000_000_000L);

  @SuppressWarnings("NullAway.Init")
  private Store store;

  @BeforeEach
  void open() {
    store =
        StoreEngines.open(
            folder.resolve("assay.db").toString(),
            StoreOptions.defaults(),
            () -> Instant.ofEpochMilli(clockMillis.get()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static float place(long seed, int item, int axis) {
    return (float) (2 * new SeededStream(SeededStream.mix(seed) + item, axis).nextUnit() - 1);
  }

  /** One project with the server's own waves and estimates around it. */
  private final class Case {
    private final long seed;
    private final String name;
    private final LocalProject project;
    private final SettledStates states = new SettledStates();
    private final SecondOpinions opinions;
    private final Set<String> served = new HashSet<>();

    Case(long seed, Policy.Builder policy, boolean hasEmbeddings) {
      this.seed = seed;
      this.name = "projects/p" + seed;
      this.project =
          new LocalProject(
              store, name, Definitions.threeClasses(policy), 1_000_000, seed, clockMillis);
      putItems(hasEmbeddings);
      project.putScores("v1", scores());
      this.opinions =
          new SecondOpinions(store, project.indexes, new SettledClasses(states), () -> 0);
      opinions.touch(project.projectId());
    }

    private void putItems(boolean hasEmbeddings) {
      Ingest<PutItemsRequest, PutItemsResponse> stream =
          new PutItems(store, project.indexes, PoolLimits.defaults())
              .open(ContractRpcs.of(PutItemsRequest.getDefaultInstance()));
      ItemChunk.Builder chunk = ItemChunk.newBuilder();
      for (int i = 0; i < POOL; i++) {
        Item.Builder item = Item.newBuilder().setId("i" + i);
        if (hasEmbeddings) {
          item.addEmbedding(place(seed, i, 0)).addEmbedding(place(seed, i, 1));
        }
        chunk.addItems(item);
      }
      PutItemsHeader header =
          PutItemsHeader.newBuilder().setRequestId("put").setProject(name).build();
      stream.accept(PutItemsRequest.newBuilder().setHeader(header).build()).join();
      stream.accept(PutItemsRequest.newBuilder().setChunk(chunk).build()).join();
      assertThat(stream.finish().join().getErrorCount()).isZero();
    }

    private String truth(String itemId) {
      return place(seed, Integer.parseInt(itemId.substring(1)), 0) > 0 ? "a" : "b";
    }

    private boolean errs(int i) {
      return place(seed, i, 1) > .5;
    }

    private float[][] scores() {
      float[][] rows = new float[POOL][];
      for (int i = 0; i < POOL; i++) {
        boolean saysFirst = place(seed, i, 0) > 0 != errs(i);
        rows[i] = saysFirst ? new float[] {.8f, .1f, .1f} : new float[] {.1f, .8f, .1f};
      }
      return rows;
    }

    private double accuracy() {
      int right = 0;
      for (int i = 0; i < POOL; i++) {
        right += errs(i) ? 0 : 1;
      }
      return (double) right / POOL;
    }

    void label(int count) {
      List<Assignment> batch = project.next("ann", count).getAssignmentsList();
      project.submit("ann", batch, this::truth);
      batch.forEach(assignment -> served.add(assignment.getItemId()));
    }

    Estimate estimate() {
      return new EstimateAccuracy(store, states, EstimationLimits.DEFAULT)
          .answer(EstimateAccuracyRequest.newBuilder().setProject(name).addLevels(.9).build())
          .getAccuracy();
    }

    List<WaveOpinion> stored() {
      return store.read(tables -> tables.waves().opinions(project.projectId()));
    }

    int form() {
      return opinions.form(project.projectId());
    }

    /** Forms until a wave has one, which is drawn in the background. */
    void formOf(long waveNumber) {
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (stored().stream().noneMatch(formed -> formed.getWaveNumber() == waveNumber)) {
        assertThat(System.nanoTime()).as("wave %d", waveNumber).isLessThan(deadline);
        form();
      }
    }
  }

  private static Policy.Builder margin() {
    return Policy.newBuilder().setStrategy("margin").setExplorationShare(.5).setWaveSize(WAVE);
  }

  @Test
  void aWaveHasOneOnceTenErrorsAreKnownFromWavesBefore() {
    Case one = new Case(1, margin(), true);
    one.label(20);
    assertThat(one.form()).as("the first wave has none before it").isZero();
    assertThat(one.estimate().hasSecondOpinion()).isFalse();
    one.label(WAVE - 20);
    one.label(WAVE);
    assertThat(one.form()).isPositive();
    WaveOpinion formed = one.stored().get(0);
    assertThat(formed.getWaveNumber()).isEqualTo(2);
    assertThat(formed.getLabelCount()).isEqualTo(WAVE);
    assertThat(formed.getKnownCount()).isEqualTo(WAVE);
    assertThat(formed.getErrorCount()).isBetween(10, WAVE);
    assertThat(formed.getErrorsCount()).isEqualTo(WAVE);
    assertThat(one.estimate().getSecondOpinion().getWaveCount()).isEqualTo(1);
    one.formOf(3); // which may have been drawn ahead already, or not
    assertThat(one.form()).as("nothing has happened since").isZero();
    assertThat(one.estimate().getSecondOpinion().getVersion()).isBetween(1L, 2L);
    assertThat(one.stored()).extracting(WaveOpinion::getWaveNumber).containsExactly(2L, 3L);
    assertThat(one.stored().get(1).getLabelCount()).isEqualTo(2 * WAVE);
  }

  @Test
  void theLogTellsOfEachAndTheEstimateOfItsGain() {
    Case one = new Case(2, margin(), true);
    for (int wave = 0; wave < 3; wave++) {
      one.label(WAVE);
    }
    int formed = one.form();
    assertThat(formed).as("two that were served, and one that may be ahead").isBetween(2, 3);
    List<AuditEvent> events =
        store.read(tables -> tables.audit().list(one.project.projectId(), 0, 1_000)).stream()
            .filter(AuditEvent::hasSecondOpinionFormed)
            .toList();
    assertThat(events)
        .extracting(event -> event.getSecondOpinionFormed().getWaveNumber())
        .endsWith(3L, 2L);
    Estimate estimate = one.estimate();
    assertThat(estimate.getSecondOpinion().getVersion()).isEqualTo(formed);
    assertThat(estimate.getSecondOpinion().getEffectiveLabels())
        .isGreaterThan(1.2 * estimate.getSecondOpinion().getEffectiveLabelsWithout());
    double share = estimate.getValue().getPoint();
    double error = estimate.getValue().getStandardError();
    assertThat(estimate.getSecondOpinion().getEffectiveLabels())
        .isCloseTo(share * (1 - share) / (error * error), within(1e-9));
  }

  /** What makes estimates unbiased: no label of a wave, nor of a later one, changes its opinion. */
  @Test
  void noLabelOfAWaveHasPartInItsOpinion() {
    Case one = new Case(3, margin(), true);
    one.label(WAVE);
    one.label(WAVE);
    one.form();
    WaveOpinion before = one.stored().get(0);
    EarlierAnswers answers =
        store.read(
            tables ->
                EarlierAnswers.before(
                    2,
                    new SettledClasses(one.states)
                        .items(tables, tables.projects().get(one.project.projectId()))));
    assertThat(answers.items()).hasSize(WAVE).allMatch(item -> item.waveNumber() == 1);
    one.label(WAVE);
    one.form();
    assertThat(one.stored().get(0)).isEqualTo(before);
  }

  @Test
  void drawnItemsAreBelievedAsTheTotalIs() {
    Case one = new Case(4, margin(), true);
    for (int wave = 0; wave < 2; wave++) {
      one.label(WAVE);
    }
    one.form();
    WaveOpinion formed = one.stored().get(0);
    List<WaveItemRow> drawn =
        store.read(tables -> tables.waves().items(one.project.projectId(), 2, 0, WAVE));
    double wrong = 0;
    for (WaveItemRow item : drawn) {
      boolean errs = one.errs(item.ordinal());
      wrong += errs ? formed.getErrors(item.position()) : 0;
      assertThat(formed.getErrors(item.position())).isBetween(0f, 1f);
    }
    assertThat(wrong).as("of errors that the model doubts by .2").isGreaterThan(.35 * WAVE / 4);
    assertThat(formed.getControlTotal())
        .isCloseTo((POOL - WAVE) / 4.0, within((POOL - WAVE) / 8.0));
  }

  @Test
  void anOpinionIsFormedAgainWhenEnoughAnswersCame() {
    Case one = new Case(5, margin(), true);
    one.label(WAVE - 15);
    List<Assignment> late = one.project.next("late", 15).getAssignmentsList();
    one.label(1);
    assertThat(one.form()).isEqualTo(1);
    assertThat(one.form()).as("nothing has happened since").isZero();
    assertThat(one.stored()).extracting(WaveOpinion::getKnownCount).containsExactly(WAVE - 15L);
    one.project.submit("late", late.subList(0, 9), one::truth);
    assertThat(one.form()).as("nine more").isZero();
    one.project.submit("late", late.subList(9, 10), one::truth);
    assertThat(one.form()).as("ten more").isEqualTo(1);
    assertThat(one.stored()).extracting(WaveOpinion::getVersion).containsExactly(2L);
  }

  @Test
  void noneIsFormedWithoutEmbeddingsNorAgainstThePolicy() {
    Case blind = new Case(6, margin(), false);
    Case unwilling = new Case(7, margin().setWithoutSecondOpinion(true), true);
    for (Case each : List.of(blind, unwilling)) {
      each.label(WAVE);
      each.label(WAVE);
      each.opinions.formDue();
      assertThat(each.stored()).isEmpty();
      assertThat(each.estimate().hasSecondOpinion()).isFalse();
    }
  }

  /**
   * Over many projects: the mean error is nothing but chance, intervals hold the truth as often as
   * they say, and the errors are smaller than by the model's own doubt from the same labels.
   */
  @Test
  void estimatesStayUnbiasedAndBecomeNarrower() {
    double sum = 0;
    double squares = 0;
    double without = 0;
    int held = 0;
    for (int p = 0; p < PROJECTS; p++) {
      Case one = new Case(100 + p, margin(), true);
      for (int wave = 0; wave < 3; wave++) {
        one.label(WAVE);
      }
      double own = one.estimate().getValue().getPoint() - one.accuracy();
      assertThat(one.form()).isPositive();
      Estimate estimate = one.estimate();
      assertThat(estimate.hasSecondOpinion()).isTrue();
      double error = estimate.getValue().getPoint() - one.accuracy();
      ConfidenceInterval interval = estimate.getValue().getIntervals(0);
      held += interval.getLow() <= one.accuracy() && one.accuracy() <= interval.getHigh() ? 1 : 0;
      sum += error;
      squares += error * error;
      without += own * own;
    }
    double mean = sum / PROJECTS;
    double deviation = Math.sqrt(squares / PROJECTS - mean * mean);
    assertThat(mean / (deviation / Math.sqrt(PROJECTS))).as("z").isBetween(-4.0, 4.0);
    assertThat(squares).as("squared errors").isLessThan(without);
    // Four standard errors below .9 of so many.
    assertThat((double) held / PROJECTS).isGreaterThan(.9 - 4 * Math.sqrt(.09 / PROJECTS));
  }
}
