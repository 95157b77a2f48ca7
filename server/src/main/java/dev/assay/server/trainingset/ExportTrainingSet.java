package dev.assay.server.trainingset;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.estimation.PoolWeights;
import dev.assay.server.request.Export;
import dev.assay.server.request.Projects;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.SettledRow;
import dev.assay.server.store.Store;
import dev.assay.v1.ExportTrainingSetRequest;
import dev.assay.v1.ExportTrainingSetResponse;
import dev.assay.v1.TrainingExample;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Streams the settled items, without the contested ones, with the weights of the moment at which
 * the stream was opened.
 */
public final class ExportTrainingSet
    implements Export<ExportTrainingSetRequest, ExportTrainingSetResponse> {
  /** Examples in one message. */
  static final int PART_SIZE = 1_000;

  private final Store store;

  public ExportTrainingSet(Store store) {
    this.store = store;
  }

  @Override
  public Cursor<ExportTrainingSetResponse> open(ExportTrainingSetRequest request) {
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          return new Settled(
              project,
              PoolWeights.read(tables, project.projectId()),
              tables.adjudications().contested(project.projectId()),
              tables.progress().get(project.projectId()).settledCount());
        });
  }

  /** Reads on from the last settled item sent, up to those that were settled when it was opened. */
  private final class Settled implements Cursor<ExportTrainingSetResponse> {
    private final ProjectRow project;
    private final PoolWeights weights;
    private final Set<Integer> contested;
    private final int lastSequence;
    private final LabelSpace space;
    private int sentSequence;

    Settled(ProjectRow project, PoolWeights weights, Set<Integer> contested, int lastSequence) {
      this.project = project;
      this.weights = weights;
      this.space = LabelSpace.of(project.definition());
      this.contested = contested;
      this.lastSequence = lastSequence;
    }

    @Override
    public @Nullable ExportTrainingSetResponse next() {
      int limit = Math.min(PART_SIZE, lastSequence - sentSequence);
      if (limit <= 0) {
        return null;
      }
      List<SettledRow> rows =
          store.read(tables -> tables.tasks().settled(project.projectId(), sentSequence, limit));
      ExportTrainingSetResponse.Builder part = ExportTrainingSetResponse.newBuilder();
      rows.stream()
          .filter(row -> !contested.contains(row.drawn().ordinal()))
          .forEach(row -> part.addExamples(example(row)));
      sentSequence += limit;
      return part.build();
    }

    private TrainingExample example(SettledRow row) {
      return TrainingExample.newBuilder()
          .setItemId(row.itemId())
          .setVerdict(space.value(Objects.requireNonNull(row.task().verdict())))
          .setAgreement((double) row.task().agreementCount() / Math.max(row.task().voteCount(), 1))
          .setVoteCount(row.task().voteCount())
          .setSlice(row.task().slice())
          .setInclusionProbability(row.drawn().inclusionProbability())
          .setWeight(weights.of(row.drawn().ordinal()))
          .setWaveNumber(row.drawn().waveNumber())
          .build();
    }
  }
}
