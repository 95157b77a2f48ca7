package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Need;
import dev.assay.sampling.acquire.Strategy;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.pool.EnsembleColumns;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.PoolSnapshot;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.v1.Knowledge;
import dev.assay.v1.Policy;
import dev.assay.v1.StopDecision;
import dev.assay.v1.WaveClusters;
import dev.assay.v1.WaveInputs;
import dev.assay.v1.WaveTuning;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what a wave is computed from: its inputs, and of what is known of the pool the part that
 * its strategy looks at. Where the pool lacks what the strategy needs nothing is gathered for it,
 * and the wave is drawn at random.
 */
final class WaveGathering {
  private static final Logger log = LoggerFactory.getLogger(WavePlanner.class);

  private final Store store;
  private final PoolIndexes indexes;
  private final SettledClasses settled;

  WaveGathering(Store store, PoolIndexes indexes, SettledClasses settled) {
    this.store = store;
    this.indexes = indexes;
    this.settled = settled;
  }

  /**
   * What the wave is computed from beside the pool, complete.
   *
   * @param seed of the wave
   */
  WaveMoment moment(
      PlanningState state, PoolSnapshot snapshot, int[] ordinals, long seed, long nowMillis) {
    ProjectRow project = state.project();
    WaveInputs before =
        store
            .read(
                tables ->
                    Optional.ofNullable(
                        tables
                            .waves()
                            .inputs(
                                project.projectId(),
                                LastWaves.plannedNumber(tables, project.projectId()))))
            .orElse(null);
    WaveInputs.Builder inputs = inputs(state, snapshot, tuning(project, before, seed)).toBuilder();
    WaveClustering clustering =
        new WaveClustering(store, indexes.strata().clusters(), state, snapshot.itemCount());
    WaveClusters clusters =
        clustering.next(
            before == null ? WaveClusters.getDefaultInstance() : before.getClusters(),
            () -> clusterVectors(state, snapshot),
            seed,
            nowMillis);
    if (clusters.hasClustering()) {
      inputs.setClusters(clusters);
    }
    return WaveMoment.of(
        state,
        snapshot,
        ordinals,
        inputs.build(),
        before,
        () ->
            indexes
                .strata()
                .column(
                    project,
                    snapshot,
                    clustering.column(clusters, () -> clusterVectors(state, snapshot))),
        () -> store.read(tables -> settled.items(tables, project)),
        seed);
  }

  /** Which of the policy's strategies is to select; null where it has no self-tuning. */
  private @Nullable WaveTuning tuning(ProjectRow project, @Nullable WaveInputs before, long seed) {
    Policy policy = project.definition().getPolicy();
    if (!policy.hasSelfTuning()) {
      return null;
    }
    WaveTuning tuning =
        store.read(
            tables ->
                new StrategyTuning(
                        policy.getSelfTuning(),
                        tables.waves().list(project.projectId()),
                        settled.items(tables, project))
                    .next(before != null && before.hasTuning() ? before.getTuning() : null, seed));
    if (!tuning.getFavourite().equals(tuning.getFavouriteBefore())) {
      log.info(
          "event=favour_changed project={} from={} to={}",
          project.name(),
          tuning.getFavouriteBefore(),
          tuning.getFavourite());
    }
    return tuning;
  }

  private WaveInputs inputs(
      PlanningState state, PoolSnapshot snapshot, @Nullable WaveTuning tuning) {
    ProjectRow project = state.project();
    Policy policy = project.definition().getPolicy();
    WaveInputs.Builder inputs =
        WaveInputs.newBuilder()
            .setPolicy(policy)
            .setExplorationShare(state.explorationOnly() ? 1 : policy.getExplorationShare());
    if (tuning != null) {
      inputs.setTuning(tuning);
    }
    if (state.scoreState() != null) {
      inputs.setScoreState(state.scoreState());
    }
    if (policy.hasStopping()) {
      StopDecision decision = store.read(tables -> settled.stopping(tables, project));
      inputs.setStopDecision(decision);
    }
    Strategy wanted = PolicyStrategy.wanted(inputs.build());
    for (Need need : lacking(wanted.uses(), state, snapshot)) {
      inputs.addLacking(knowledge(need));
    }
    if (looksAt(wanted, Need.CLASSES, state, snapshot)) {
      String judged =
          looksAt(wanted, Need.SCORES, state, snapshot)
              ? Objects.requireNonNull(snapshot.scores()).modelVersion()
              : null;
      inputs.setAnswers(
          KnownAnswers.stored(
              store.read(
                  tables -> settled.read(tables, project, KnownAnswers.LABELLED_CLASSES, judged))));
    }
    inputs.setReadsEnsemble(looksAt(wanted, Need.ENSEMBLE, state, snapshot));
    if (looksAt(wanted, Need.PRICES, state, snapshot)) {
      inputs.setPrices(KnownPrices.stored(snapshot, state.labelMicros()));
    }
    return inputs.build();
  }

  /** The candidates with what the strategy looks at, as far as the pool has it. */
  PoolCandidates candidates(
      PlanningState state, PoolSnapshot snapshot, int[] ordinals, WaveInputs inputs) {
    Strategy wanted = PolicyStrategy.wanted(inputs);
    Set<Need> lacking = lacking(wanted.uses(), state, snapshot);
    if (inputs.getScoreState().getStale()) {
      log.info(
          "event=wave_at_random project={} strategy={} stale_scores_of={}",
          state.project().name(),
          wanted.name(),
          inputs.getScoreState().getModelVersion());
    } else if (lacking.stream().anyMatch(wanted.needs()::contains)) {
      log.info(
          "event=wave_at_random project={} strategy={} lacking={}",
          state.project().name(),
          wanted.name(),
          lacking);
    } else if (!lacking.isEmpty()) {
      log.info(
          "event=wave_falls_back project={} strategy={} lacking={}",
          state.project().name(),
          wanted.name(),
          lacking);
    }
    return new PoolCandidates(
        snapshot.itemCount(),
        ordinals,
        snapshot.scores(),
        !allowsClasses(state),
        looksAt(wanted, Need.VECTORS, state, snapshot) ? vectors(state, snapshot) : null,
        inputs.hasAnswers() ? inputs.getAnswers() : null,
        inputs.getReadsEnsemble() ? ensemble(state, snapshot) : null,
        inputs.hasPrices() ? KnownPrices.micros(inputs.getPrices(), ordinals) : null);
  }

  private boolean looksAt(
      Strategy strategy, Need need, PlanningState state, PoolSnapshot snapshot) {
    return strategy.uses().contains(need)
        && isMet(need, state, snapshot)
        && lacking(strategy.needs(), state, snapshot).isEmpty();
  }

  private static Knowledge knowledge(Need need) {
    return switch (need) {
      case SCORES -> Knowledge.KNOWLEDGE_SCORES;
      case VECTORS -> Knowledge.KNOWLEDGE_EMBEDDINGS;
      case CLASSES -> Knowledge.KNOWLEDGE_ANSWERS;
      case ENSEMBLE -> Knowledge.KNOWLEDGE_ENSEMBLE;
      case GRADIENTS -> Knowledge.KNOWLEDGE_GRADIENTS;
      case PRICES -> Knowledge.KNOWLEDGE_PRICES;
    };
  }

  private Set<Need> lacking(Set<Need> looks, PlanningState state, PoolSnapshot snapshot) {
    Set<Need> lacking = EnumSet.noneOf(Need.class);
    for (Need need : looks) {
      if (!isMet(need, state, snapshot)) {
        lacking.add(need);
      }
    }
    return lacking;
  }

  private boolean isMet(Need need, PlanningState state, PoolSnapshot snapshot) {
    ProgressRow progress = state.progress();
    return switch (need) {
      case SCORES -> snapshot.scores() != null;
      case VECTORS ->
          progress.embeddingVersion() > 0
              && indexes.canHoldVectors(snapshot.itemCount(), progress.embeddingDimension());
      case CLASSES -> allowsClasses(state);
      case ENSEMBLE -> hasEnsemble(snapshot);
      case GRADIENTS -> snapshot.scores() != null && snapshot.scores().hasGradientNorms();
      case PRICES -> KnownPrices.fit(snapshot);
    };
  }

  /** What clusters are found among; null where there is nothing, or too much. */
  private @Nullable VectorColumns clusterVectors(PlanningState state, PoolSnapshot snapshot) {
    return isMet(Need.VECTORS, state, snapshot) ? vectors(state, snapshot) : null;
  }

  private boolean hasEnsemble(PoolSnapshot snapshot) {
    ScoreColumns scores = snapshot.scores();
    return scores != null
        && scores.ensembleSize() > 0
        && indexes.canHoldEnsemble(
            snapshot.itemCount(), scores.ensembleSize(), scores.classCount());
  }

  private static boolean allowsClasses(PlanningState state) {
    return LabelSpace.of(state.project().definition()).allows(Use.PREDICTED_CLASS);
  }

  private EnsembleColumns ensemble(PlanningState state, PoolSnapshot snapshot) {
    ScoreColumns scores = Objects.requireNonNull(snapshot.scores());
    return indexes.ensemble(state.project().projectId(), scores.scoreSetId());
  }

  private VectorColumns vectors(PlanningState state, PoolSnapshot snapshot) {
    return PlannedVectors.of(store, indexes, state.progress(), snapshot.itemCount());
  }
}
