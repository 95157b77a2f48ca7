package dev.assay.server.acquisition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.annotator.UpdateAnnotator;
import dev.assay.server.estimation.EstimatePrevalence;
import dev.assay.server.estimation.EstimationLimits;
import dev.assay.server.estimation.SettledStates;
import dev.assay.server.failure.RouteLimitReached;
import dev.assay.server.failure.WorkNotPermitted;
import dev.assay.server.routing.Routes;
import dev.assay.server.store.RouteRow;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.Annotator;
import dev.assay.v1.Assignment;
import dev.assay.v1.EstimatePrevalenceRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.Policy;
import dev.assay.v1.StopReason;
import dev.assay.v1.TransferAssignmentsRequest;
import dev.assay.v1.UpdateAnnotatorRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that require tags go to those who have them, and the waves are none the worse for it. */
final class RoutingTest {
  private static final List<List<String>> TAGS =
      List.of(List.of(), List.of("lang:de"), List.of("x-ray", "lang:de"));

  @TempDir Path folder;
  private LocalProject project;

  @BeforeEach
  void open() {
    project = open(Policy.newBuilder().setWaveSize(20), "first");
  }

  private LocalProject open(Policy.Builder policy, String name) {
    try {
      return new LocalProject(
          Files.createDirectory(folder.resolve(name)),
          Definitions.threeClasses(policy),
          1_000_000_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void verifyAndClose() {
    project.verify();
    project.close();
  }

  /** Items that require nothing, one tag, and two in turn. */
  private void putMixed(int count) {
    project.putItems(count, null, ordinal -> TAGS.get(ordinal % 3));
  }

  private static List<Integer> ordinals(NextBatchResponse batch) {
    return batch.getAssignmentsList().stream()
        .map(assignment -> Integer.parseInt(assignment.getItemId().substring(1)))
        .toList();
  }

  private void label(String annotator, NextBatchResponse batch) {
    if (batch.getAssignmentsCount() > 0) {
      project.submit(annotator, batch.getAssignmentsList(), item -> "a");
    }
  }

  /** Works alone until there is nothing for the annotator; returns the items and why it ended. */
  private StopReason work(String annotator, List<Integer> had) {
    while (true) {
      NextBatchResponse batch = project.next(annotator, 7);
      had.addAll(ordinals(batch));
      label(annotator, batch);
      if (batch.getAssignmentsCount() == 0
          && batch.getStopReason() != StopReason.STOP_REASON_WAVE_PENDING) {
        return batch.getStopReason();
      }
    }
  }

  /** What was served is a prefix of each wave, and of later waves nothing before that one is. */
  private void requirePrefixes() {
    List<WaveRow> waves = project.store.read(tables -> tables.waves().list(project.projectId()));
    boolean earlierIsOpen = false;
    for (WaveRow wave : waves) {
      assertThat(earlierIsOpen && wave.nextPosition() > 0).isFalse();
      List<WaveItemRow> items =
          project.store.read(
              tables ->
                  tables
                      .waves()
                      .items(project.projectId(), wave.waveNumber(), 0, wave.drawCount()));
      for (WaveItemRow item : items) {
        boolean served =
            project.store.read(
                tables -> {
                  TaskRow task = tables.tasks().find(project.projectId(), item.ordinal());
                  return task != null && task.waveNumber() == wave.waveNumber();
                });
        assertThat(served).isEqualTo(item.position() < wave.nextPosition());
      }
      earlierIsOpen |= wave.nextPosition() < wave.drawCount();
    }
  }

  @Test
  void anEstimateSaysHowManyItemsWaitForTagsThatNobodyHas() {
    putMixed(120);
    List<Integer> had = new ArrayList<>();
    work("plain", had);
    assertThat(unstaffed()).isEqualTo(120 - had.size()).isPositive();
    project.register("both", "lang:de", "x-ray");
    assertThat(unstaffed()).isZero();
  }

  private long unstaffed() {
    return new EstimatePrevalence(project.store, new SettledStates(), EstimationLimits.DEFAULT)
        .answer(EstimatePrevalenceRequest.newBuilder().setProject(LocalProject.NAME).build())
        .getClasses(0)
        .getPrevalence()
        .getUnstaffedCount();
  }

  @Test
  void anItemIsOfferedToThoseAloneWhoHaveAllOfItsTags() {
    putMixed(120);
    project.register("de", "lang:de");
    project.register("both", "lang:de", "x-ray", "lang:fr");
    List<Integer> plain = new ArrayList<>();
    List<Integer> german = new ArrayList<>();
    List<Integer> both = new ArrayList<>();
    assertThat(work("plain", plain)).isEqualTo(StopReason.STOP_REASON_NO_ITEM_FITS);
    assertThat(plain).hasSize(40).allMatch(ordinal -> ordinal % 3 == 0);
    assertThat(work("de", german)).isEqualTo(StopReason.STOP_REASON_NO_ITEM_FITS);
    assertThat(german).hasSize(40).allMatch(ordinal -> ordinal % 3 == 1);
    assertThat(work("both", both)).isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
    assertThat(both).hasSize(40).allMatch(ordinal -> ordinal % 3 == 2);
    assertThat(project.next("plain", 1).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
  }

  @Test
  void whoeverAsksTheWavesAreServedInTheirOrderAndWhatIsPassedOverComesFirst() {
    putMixed(200);
    project.register("de", "lang:de");
    project.register("both", "lang:de", "x-ray");
    List<Integer> passed = passedBy("plain", 20);
    assertThat(passed).isNotEmpty().noneMatch(ordinal -> ordinal % 3 == 0);

    List<Integer> first = new ArrayList<>(ordinals(project.next("both", passed.size())));
    assertThat(first).containsExactlyInAnyOrderElementsOf(passed);
    requirePrefixes();
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 60; i++) {
      String annotator = List.of("plain", "de", "both").get(random.nextInt(3));
      label(annotator, project.next(annotator, 1 + random.nextInt(5)));
      requirePrefixes();
    }
  }

  /** What a batch of one passes over. */
  private List<Integer> passedBy(String annotator, int count) {
    label(annotator, project.next(annotator, count));
    return project.store.read(
        tables ->
            tables.audit().list(project.projectId(), 0, Integer.MAX_VALUE).stream()
                .filter(event -> event.getBatchGranted().getAnnotatorId().equals(annotator))
                .flatMap(event -> event.getBatchGranted().getPassedOverItemIdsList().stream())
                .map(id -> Integer.parseInt(id.substring(1)))
                .toList());
  }

  @Test
  void nobodyLooksFurtherAheadThanTheLimitWhileOthersCanTakeWhatWaits() {
    project.close();
    project = open(Policy.newBuilder().setWaveSize(400), "ahead");
    project.putItems(2_000, null, ordinal -> List.of("lang:de"));
    project.register("de", "lang:de");
    for (int i = 0; i < 5; i++) {
      NextBatchResponse batch = project.next("plain", 10);
      while (batch.getStopReason() == StopReason.STOP_REASON_WAVE_PENDING) {
        batch = project.next("plain", 10);
      }
      assertThat(batch.getAssignmentsCount()).isZero();
      assertThat(batch.getStopReason()).isEqualTo(StopReason.STOP_REASON_NO_ITEM_FITS);
      assertThat(batch.hasRetryDelay()).isFalse();
    }
    assertThat(served()).isEqualTo(LookAhead.MAX_WAITING);

    assertThat(ordinals(project.next("de", 30))).hasSize(30);
    assertThat(project.next("plain", 10).getStopReason())
        .isEqualTo(StopReason.STOP_REASON_NO_ITEM_FITS);
    assertThat(served()).isEqualTo(LookAhead.MAX_WAITING + 30);
  }

  private int served() {
    return project.store.read(tables -> tables.progress().get(project.projectId()).servedCount());
  }

  @Test
  void itemsThatNobodyCanTakeStopNobodyAndAreCounted() {
    project.close();
    project = open(Policy.newBuilder().setWaveSize(400), "nobody");
    project.putItems(1_600, null, ordinal -> ordinal % 8 == 0 ? List.of() : List.of("lang:none"));
    List<Integer> plain = new ArrayList<>();
    assertThat(work("plain", plain)).isEqualTo(StopReason.STOP_REASON_NO_ITEM_FITS);
    assertThat(plain).hasSize(200);
    assertThat(routes()).containsExactly(new RouteRow(1, List.of("lang:none"), 1_400, 0));
    int waiting =
        project.store.read(tables -> tables.tasks().wantedCount(project.projectId(), 1, 10_000));
    assertThat(waiting).isEqualTo(1_400);

    project.register("late", "lang:none");
    assertThat(routes()).extracting(RouteRow::annotatorCount).containsExactly(1);
    List<Integer> late = new ArrayList<>();
    assertThat(work("late", late)).isEqualTo(StopReason.STOP_REASON_POOL_EXHAUSTED);
    assertThat(late).hasSize(1_400);
  }

  private List<RouteRow> routes() {
    return project.store.read(tables -> tables.items().routes(project.projectId()));
  }

  @Test
  void tagsThatAreTakenAwayCloseTheRouteAtOnce() {
    putMixed(30);
    project.register("de", "lang:de");
    assertThat(routes()).extracting(RouteRow::annotatorCount).containsExactly(1, 0);
    assertThat(ordinals(project.next("de", 20))).anyMatch(ordinal -> ordinal % 3 == 1);
    update(Annotator.newBuilder().setAnnotatorId("de"), "tags");
    assertThat(routes()).extracting(RouteRow::annotatorCount).containsExactly(0, 0);
    assertThat(ordinals(project.next("de", 20))).allMatch(ordinal -> ordinal % 3 == 0);
  }

  private void update(Annotator.Builder annotator, String path) {
    UpdateAnnotatorRequest.Builder request =
        UpdateAnnotatorRequest.newBuilder()
            .setRequestId("u" + path + annotator.getItemLimit())
            .setProject(LocalProject.NAME)
            .setAnnotator(annotator);
    request.getUpdateMaskBuilder().addPaths(path);
    project.run(new UpdateAnnotator(), request.build());
  }

  @Test
  void workIsHandedOverToThoseAloneWhoHaveTheTags() {
    putMixed(60);
    project.register("both", "lang:de", "x-ray");
    project.register("de", "lang:de");
    Map<Integer, String> tokens = new HashMap<>();
    for (Assignment assignment : project.next("both", 30).getAssignmentsList()) {
      tokens.put(Integer.parseInt(assignment.getItemId().substring(1)) % 3, assignment.getToken());
    }
    transfer("t1", "de", requireNonNull(tokens.get(1)));
    assertThatThrownBy(() -> transfer("t2", "de", requireNonNull(tokens.get(2))))
        .isInstanceOf(WorkNotPermitted.class)
        .hasMessageContaining("requires a tag");
    assertThatThrownBy(() -> transfer("t3", "plain", requireNonNull(tokens.get(2))))
        .isInstanceOf(WorkNotPermitted.class);
    transfer("t4", "plain", requireNonNull(tokens.get(0)));
  }

  private void transfer(String requestId, String to, String token) {
    project.run(
        new TransferAssignments(),
        TransferAssignmentsRequest.newBuilder()
            .setRequestId(requestId)
            .setProject(LocalProject.NAME)
            .setAnnotatorId("both")
            .setNewAnnotatorId(to)
            .addTokens(token)
            .build());
  }

  @Test
  void anAnnotatorHasAsManyItemsAsThePolicyOrTheirOwnTermsAllow() {
    project.close();
    project = open(Policy.newBuilder().setMaxItemsPerAnnotator(12), "limit");
    project.putItems(100, null);
    project.register("own");
    update(Annotator.newBuilder().setAnnotatorId("own").setItemLimit(5), "item_limit");
    List<Integer> had = new ArrayList<>();
    assertThat(work("any", had)).isEqualTo(StopReason.STOP_REASON_ITEM_LIMIT_REACHED);
    assertThat(had).hasSize(12);
    List<Integer> own = new ArrayList<>();
    assertThat(work("own", own)).isEqualTo(StopReason.STOP_REASON_ITEM_LIMIT_REACHED);
    assertThat(own).hasSize(5);
    update(Annotator.newBuilder().setAnnotatorId("own").setItemLimit(6), "item_limit");
    NextBatchResponse last = project.next("own", 9);
    assertThat(last.getAssignmentsCount()).isEqualTo(1);
    assertThat(last.getStopReason()).isEqualTo(StopReason.STOP_REASON_ITEM_LIMIT_REACHED);
  }

  @Test
  void noQueueEverHoldsAnItemTwice() {
    project.close();
    project = open(Policy.newBuilder().setWaveSize(15).setAgreeingVotes(2).setMaxVotes(3), "twice");
    putMixed(90);
    project.register("de", "lang:de");
    project.register("both", "lang:de", "x-ray");
    SplittableRandom random = new SplittableRandom(8);
    Map<String, List<Assignment>> queues = new HashMap<>();
    Map<String, Set<String>> answered = new HashMap<>();
    for (int i = 0; i < 150; i++) {
      String annotator = Stream.of("p", "q", "de", "both").toList().get(random.nextInt(4));
      List<Assignment> queue = queues.computeIfAbsent(annotator, name -> new ArrayList<>());
      Set<String> known = answered.computeIfAbsent(annotator, name -> new HashSet<>());
      queue.addAll(project.next(annotator, 1 + random.nextInt(4)).getAssignmentsList());
      assertThat(queue).extracting(Assignment::getItemId).doesNotHaveDuplicates();
      assertThat(queue).extracting(Assignment::getItemId).noneMatch(known::contains);
      if (random.nextInt(3) > 0 && !queue.isEmpty()) {
        String label = random.nextBoolean() ? "a" : "b";
        project.submit(annotator, queue, item -> label);
        queue.forEach(assignment -> known.add(assignment.getItemId()));
        queue.clear();
      }
    }
  }

  @Test
  void aProjectHasOnlySoManyRoutes() {
    project.putItems(Routes.MAX_ROUTES, null, ordinal -> List.of("t" + ordinal));
    assertThatThrownBy(() -> project.putItems(1, null, ordinal -> List.of("one-more")))
        .isInstanceOf(RouteLimitReached.class);
    project.putItems(1, null, ordinal -> List.of("t3"));
    assertThat(routes()).hasSize(Routes.MAX_ROUTES);
    assertThat(routes().get(3).itemCount()).isEqualTo(2);
    project.register("last", "t" + (Routes.MAX_ROUTES - 1));
    List<Integer> had = new ArrayList<>();
    work("last", had);
    assertThat(had).containsExactly(Routes.MAX_ROUTES - 1);
  }
}
