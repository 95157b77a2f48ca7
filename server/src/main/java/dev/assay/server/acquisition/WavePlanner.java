package dev.assay.server.acquisition;

import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.PoolSnapshot;
import dev.assay.server.request.Projects;
import dev.assay.server.store.Store;
import dev.assay.v1.WaveInputs;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws waves in the background, ahead of the requests that they will serve.
 *
 * <p>A wave is computed from a snapshot of the pool without any lock, and stored in one transaction
 * that checks what the computation assumed: the policy, the score set and the last wave. Where that
 * no longer holds, the wave is computed again. One wave at a time is planned for each project.
 *
 * <p>Waves are served strictly in the order of their numbers, and a wave's candidates leave out all
 * items of the waves that are open when it is drawn. So a wave of which anything was served had all
 * waves before it served in full or withdrawn before it was drawn, which is what makes each wave
 * one round of the multi-round estimator.
 */
public final class WavePlanner {
  /** How often a wave is computed anew before planning gives up until it is asked again. */
  static final int MAX_ATTEMPTS = 20;

  /** The longest that a request waits for a wave to be drawn. */
  static final long MAX_WAIT_MILLIS = 5_000;

  private static final Logger log = LoggerFactory.getLogger(WavePlanner.class);

  private final Store store;
  private final PoolIndexes indexes;
  private final WaveGathering gathering;
  private final UnservedCounts unserved;
  private final WaveSeeds seeds;
  private final InstantSource clock;
  private final Executor executor;
  private final LongConsumer onDrawn;
  private final StopAdvices stopAdvices = new StopAdvices();
  private final Map<Long, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
  private final Map<String, Long> projectIds = new ConcurrentHashMap<>(); // never change, never go

  /**
   * A planner.
   *
   * @param settled the answers that strategies learn from
   * @param executor runs the computations; as many at once as it has threads
   * @param onDrawn is told of the projects that waves were drawn in
   */
  public WavePlanner(
      Store store,
      PoolIndexes indexes,
      SettledClasses settled,
      UnservedCounts unserved,
      WaveSeeds seeds,
      InstantSource clock,
      Executor executor,
      LongConsumer onDrawn) {
    this.store = store;
    this.indexes = indexes;
    this.gathering = new WaveGathering(store, indexes, settled);
    this.unserved = unserved;
    this.seeds = seeds;
    this.clock = clock;
    this.executor = executor;
    this.onDrawn = onDrawn;
  }

  /**
   * Completes when the project has as many drawn items to serve as are wanted, or cannot have them,
   * or {@link #MAX_WAIT_MILLIS} have passed.
   *
   * @throws dev.assay.server.failure.ProjectNotFound when there is no such project
   */
  CompletableFuture<Void> prepare(String projectName, int wanted) {
    long projectId =
        projectIds.computeIfAbsent(
            projectName, name -> store.read(tables -> Projects.require(tables, name).projectId()));
    return unserved.get(projectId) >= wanted
        ? CompletableFuture.completedFuture(null)
        : plan(projectId, wanted).completeOnTimeout(null, MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** What the rules for stopping said at the last waves. */
  StopAdvices stopAdvices() {
    return stopAdvices;
  }

  /** Draws the next wave in the background, unless that is being done already. */
  void planAhead(long projectId) {
    plan(projectId, 0)
        .exceptionally(
            thrown -> {
              log.error("event=wave_planning_failed project_id={}", projectId, thrown);
              return null;
            });
  }

  private CompletableFuture<Void> plan(long projectId, int wanted) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> other = running.putIfAbsent(projectId, mine);
    if (other != null) {
      return other.copy();
    }
    executor.execute(
        () -> {
          try {
            drawUntilStored(projectId, wanted);
            running.remove(projectId);
            mine.complete(null);
          } catch (RuntimeException e) {
            running.remove(projectId);
            mine.completeExceptionally(e);
          }
        });
    return mine.copy();
  }

  private void drawUntilStored(long projectId, int wanted) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      PlanningState state =
          store.read(tables -> PlanningState.read(tables, projectId, clock.millis(), stopAdvices));
      unserved.set(projectId, state.unservedCount());
      if (!state.wantsWave(wanted)) {
        return;
      }
      PoolSnapshot snapshot = indexes.snapshot(projectId, state.progress().poolVersion());
      int[] candidates = candidates(snapshot);
      if (candidates.length == 0 || tryWave(state, snapshot, candidates, wanted)) {
        return;
      }
    }
    log.warn("event=wave_planning_postponed project_id={} attempts={}", projectId, MAX_ATTEMPTS);
  }

  private boolean tryWave(PlanningState state, PoolSnapshot snapshot, int[] ordinals, int wanted) {
    long seed = seeds.seed(state.project().name(), state.progress().lastWaveNumber() + 1);
    WaveMoment moment = gathering.moment(state, snapshot, ordinals, seed, clock.millis());
    WaveInputs inputs = moment.inputs();
    PoolCandidates candidates = gathering.candidates(state, snapshot, ordinals, inputs);
    long waveNumber = state.progress().lastWaveNumber() + 1;
    int size =
        WaveSizing.size(
            state.project().definition(),
            state.previous(),
            state.ceilingMicros(),
            state.labelCeiling(),
            state.progress().servedCount(),
            ordinals.length,
            clock.millis(),
            wanted);
    WaveParameters parameters = new WaveParameters(size, seed);
    DrawnWave drawn =
        new WaveComputation(candidates, inputs, moment.strata(), parameters).compute(waveNumber);
    WaveOpening opening = new WaveOpening(state, inputs, parameters, candidates, drawn);
    boolean isStored = opening.store(store, indexes, unserved);
    if (isStored) {
      stopAdvices.tell(state.project().projectId(), waveNumber, inputs.getStopDecision());
      onDrawn.accept(state.project().projectId());
    }
    return isStored;
  }

  private static int[] candidates(PoolSnapshot snapshot) {
    int[] candidates = new int[snapshot.itemCount()];
    int count = 0;
    for (int ordinal = 0; ordinal < snapshot.itemCount(); ordinal++) {
      if (!snapshot.isTaken(ordinal)) {
        candidates[count++] = ordinal;
      }
    }
    return Arrays.copyOf(candidates, count);
  }
}
