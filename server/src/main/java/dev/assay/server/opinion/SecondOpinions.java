package dev.assay.server.opinion;

import dev.assay.sampling.SeededStream;
import dev.assay.sampling.learn.SecondOpinion;
import dev.assay.server.acquisition.PlannedVectors;
import dev.assay.server.acquisition.WaveCandidates;
import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.audit.AuditLog;
import dev.assay.server.estimation.SettledClasses;
import dev.assay.server.estimation.SettledItem;
import dev.assay.server.pool.PoolIndexes;
import dev.assay.server.pool.ScoreColumns;
import dev.assay.server.pool.ScoreColumnsLoader;
import dev.assay.server.pool.VectorColumns;
import dev.assay.server.store.ProgressRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.server.store.Transaction;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.AuditEvent;
import dev.assay.v1.SecondOpinionFormed;
import dev.assay.v1.WaveOpinion;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forms second opinions of how the model errs on the candidates of waves, from the answers of the
 * waves before: each is known without any label of its own wave, which leaves the difference
 * estimator over waves unbiased, whenever the opinion is formed.
 *
 * <p>A wave's is formed once ten errors are known from waves before, and again when the answers of
 * these have grown by a tenth and by {@link #GROWTH}. The latest {@link #MAX_WAVES} waves are
 * looked at. After a pass that formed some, a project rests as long as that took: it has half of
 * one thread at most.
 */
public final class SecondOpinions {
  /** The latest waves with scores that are looked at. */
  static final int MAX_WAVES = 12;

  /** By so many answers more, and a tenth, an opinion is formed again. */
  static final int GROWTH = 10;

  private static final int PAGE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(SecondOpinions.class);

  private final Store store;
  private final PoolIndexes indexes;
  private final SettledClasses settled;
  private final LongSupplier stopwatchNanos;

  /** Projects whose waves were drawn, and the last event that was looked at. */
  private final Map<Long, Long> watched = new ConcurrentHashMap<>();

  /** Until when projects rest, by the machine's own clock. For the thread that forms only. */
  private final Map<Long, Long> restsUntilNanos = new HashMap<>();

  private boolean knowsStored;

  /** Nothing is formed yet. */
  public SecondOpinions(Store store, PoolIndexes indexes, SettledClasses settled) {
    this(store, indexes, settled, System::nanoTime);
  }

  SecondOpinions(
      Store store, PoolIndexes indexes, SettledClasses settled, LongSupplier stopwatchNanos) {
    this.store = store;
    this.indexes = indexes;
    this.settled = settled;
    this.stopwatchNanos = stopwatchNanos;
  }

  /** A wave was drawn in the project. */
  public void touch(long projectId) {
    watched.put(projectId, -1L);
  }

  /** Forms what is due, of projects that have rested. Blocks; for one thread in the background. */
  public void formDue() {
    if (!knowsStored) {
      touchStored();
      knowsStored = true;
    }
    for (long projectId : List.copyOf(watched.keySet())) {
      long startNanos = stopwatchNanos.getAsLong();
      Long restsUntil = restsUntilNanos.get(projectId);
      if (restsUntil == null || startNanos - restsUntil >= 0) {
        if (form(projectId) > 0) {
          long endNanos = stopwatchNanos.getAsLong();
          restsUntilNanos.put(projectId, endNanos + (endNanos - startNanos));
        }
      }
    }
  }

  private void touchStored() {
    String after = "";
    List<ProjectRow> page;
    do {
      String from = after;
      page = store.read(tables -> tables.projects().list(from, false, PAGE));
      for (ProjectRow project : page) {
        after = project.name();
        touch(project.projectId());
      }
    } while (page.size() == PAGE);
  }

  /**
   * What a project's waves and answers were at one instant.
   *
   * @param waves those with scores that a model is judged by, in their order
   */
  private record Moment(
      ProjectRow project,
      ProgressRow progress,
      List<WaveRow> waves,
      List<SettledItem> items,
      Map<Long, WaveOpinion> opinions) {}

  /** Forms what is due of one project; how many were formed. */
  int form(long projectId) {
    long sequence = store.read(tables -> tables.progress().get(projectId).auditSequence());
    Long seen = watched.put(projectId, sequence);
    if (seen != null && seen == sequence) {
      return 0;
    }
    Moment moment = store.read(tables -> moment(tables, projectId));
    if (!canForm(moment)) {
      return 0;
    }
    int formed = 0;
    int last = moment.waves().size() - 1;
    for (int i = last; i >= 0 && i > last - MAX_WAVES; i--) {
      WaveRow wave = moment.waves().get(i);
      EarlierAnswers answers = EarlierAnswers.before(wave.waveNumber(), moment.items());
      formed +=
          isDue(moment.opinions().get(wave.waveNumber()), answers)
              ? form(moment, wave, answers)
              : 0;
    }
    return formed;
  }

  private Moment moment(Tables tables, long projectId) {
    ProjectRow project = tables.projects().get(projectId);
    List<WaveRow> waves =
        tables.waves().list(projectId).stream()
            .filter(wave -> wave.scoreSetId() != null && wave.judgedCount() > 0)
            .toList();
    boolean isWanted = isWanted(project) && !waves.isEmpty();
    return new Moment(
        project,
        tables.progress().get(projectId),
        waves,
        isWanted ? settled.items(tables, project) : List.of(),
        tables.waves().opinions(projectId).stream()
            .collect(Collectors.toMap(WaveOpinion::getWaveNumber, Function.identity())));
  }

  private static boolean isWanted(ProjectRow project) {
    return !project.archived()
        && !project.definition().getPolicy().getWithoutSecondOpinion()
        && LabelSpace.of(project.definition()).allows(Use.PREDICTED_CLASS);
  }

  private boolean canForm(Moment moment) {
    ProgressRow progress = moment.progress();
    return isWanted(moment.project())
        && progress.embeddingVersion() > 0
        && indexes.canHoldVectors(progress.itemCount(), progress.embeddingDimension());
  }

  private static boolean isDue(@Nullable WaveOpinion formed, EarlierAnswers answers) {
    long known = formed == null ? 0 : formed.getKnownCount();
    return answers.items().size() >= known + Math.max(GROWTH, known / 10);
  }

  private int form(Moment moment, WaveRow wave, EarlierAnswers answers) {
    Set<Long> judging = judging(moment, wave, answers);
    if (answers.fewer(judging) < SecondOpinion.FEWEST) {
      return 0;
    }
    ProgressRow progress = moment.progress();
    VectorColumns vectors = PlannedVectors.of(store, indexes, progress, progress.itemCount());
    ScoreColumns scores = scores(wave);
    SecondOpinion opinion =
        SecondOpinion.of(
            answers.labelled(vectors, scores.classCount(), judging),
            SeededStream.mix(wave.basis().seed()));
    if (!opinion.isOn()) {
      return 0; // too many of the items that were wrong have no embedding
    }
    long waveNumber = wave.waveNumber();
    int[] candidates = store.read(tables -> WaveCandidates.of(tables, wave));
    List<WaveItemRow> drawn =
        store.read(
            tables -> tables.waves().items(wave.projectId(), waveNumber, 0, wave.drawCount()));
    WaveOpinion.Builder formed =
        new OpinionOfWave(opinion, scores, vectors)
            .of(candidates, drawn)
            .setWaveNumber(waveNumber)
            .setKnownCount(answers.items().size());
    store.write(transaction -> put(transaction, wave.projectId(), formed)).join();
    LOG.info(
        "event=second_opinion_formed project={} wave={} labels={} errors={}",
        moment.project().name(),
        waveNumber,
        opinion.labelCount(),
        opinion.errorCount());
    return 1;
  }

  /**
   * The waves whose predictions say how the doubts are to be weighed: those of the wave's own model
   * version where they have shown enough errors, else all.
   */
  private Set<Long> judging(Moment moment, WaveRow wave, EarlierAnswers answers) {
    Set<Long> own =
        store.read(
            tables -> {
              ScoreSetRow scores =
                  Objects.requireNonNull(
                      tables.scores().find(Objects.requireNonNull(wave.scoreSetId())));
              return tables.scores().revisions(wave.projectId(), scores.modelVersion()).stream()
                  .map(ScoreSetRow::scoreSetId)
                  .collect(Collectors.toSet());
            });
    Set<Long> ofVersion = numbers(moment.waves(), own);
    return answers.fewer(ofVersion) >= SecondOpinion.FEWEST
        ? ofVersion
        : moment.waves().stream().map(WaveRow::waveNumber).collect(Collectors.toSet());
  }

  private static Set<Long> numbers(List<WaveRow> waves, Collection<Long> scoreSets) {
    return waves.stream()
        .filter(wave -> scoreSets.contains(wave.scoreSetId()))
        .map(WaveRow::waveNumber)
        .collect(Collectors.toSet());
  }

  private ScoreColumns scores(WaveRow wave) {
    long scoreSetId = Objects.requireNonNull(wave.scoreSetId());
    ScoreColumns published = indexes.snapshot(wave.projectId()).scores();
    return published != null && published.scoreSetId() == scoreSetId
        ? published
        : Objects.requireNonNull(
            store.read(
                tables -> Objects.requireNonNull(ScoreColumnsLoader.load(tables, scoreSetId))));
  }

  private static boolean put(Transaction transaction, long projectId, WaveOpinion.Builder formed) {
    List<WaveOpinion> stored = transaction.waves().opinions(projectId);
    formed.setVersion(1 + stored.stream().mapToLong(WaveOpinion::getVersion).max().orElse(0));
    transaction.waves().removeOpinion(projectId, formed.getWaveNumber());
    transaction.waves().putOpinion(projectId, formed.build());
    AuditLog.append(
        transaction,
        projectId,
        "",
        AuditEvent.newBuilder()
            .setSecondOpinionFormed(
                SecondOpinionFormed.newBuilder()
                    .setWaveNumber(formed.getWaveNumber())
                    .setVersion(formed.getVersion())
                    .setLabelCount(formed.getLabelCount())
                    .setErrorCount(formed.getErrorCount())));
    return true;
  }
}
