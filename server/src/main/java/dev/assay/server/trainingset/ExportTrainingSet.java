package dev.assay.server.trainingset;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.estimation.PoolWeights;
import dev.assay.server.request.AnswerBytes;
import dev.assay.server.request.Export;
import dev.assay.server.request.NumberedParts;
import dev.assay.server.request.NumberedParts.Part;
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

/**
 * Streams the settled items, without the contested ones, with the weights of the moment at which
 * the stream was opened.
 */
public final class ExportTrainingSet
    implements Export<ExportTrainingSetRequest, ExportTrainingSetResponse> {
  private final Store store;

  public ExportTrainingSet(Store store) {
    this.store = store;
  }

  @Override
  public Cursor<ExportTrainingSetResponse> open(ExportTrainingSetRequest request) {
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          long projectId = project.projectId();
          PoolWeights weights = PoolWeights.read(tables, project);
          Set<Integer> contested = tables.adjudications().contested(projectId);
          return new NumberedParts<>(
              0,
              tables.progress().get(projectId).settledCount(),
              (after, limit) -> part(project, weights, contested, (int) after, limit));
        });
  }

  private Part<ExportTrainingSetResponse> part(
      ProjectRow project, PoolWeights weights, Set<Integer> contested, int after, int limit) {
    List<SettledRow> rows =
        store.read(tables -> tables.tasks().settled(project.projectId(), after, limit));
    LabelSpace space = LabelSpace.of(project.definition());
    ExportTrainingSetResponse.Builder part = ExportTrainingSetResponse.newBuilder();
    AnswerBytes bytes = new AnswerBytes();
    int last = after;
    for (SettledRow row : rows) {
      if (!contested.contains(row.drawn().ordinal())) {
        TrainingExample example = example(space, weights, row);
        if (!bytes.add(example)) {
          return new Part<>(part.build(), last);
        }
        part.addExamples(example);
      }
      last++;
    }
    return new Part<>(part.build(), after + limit);
  }

  private static TrainingExample example(LabelSpace space, PoolWeights weights, SettledRow row) {
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
