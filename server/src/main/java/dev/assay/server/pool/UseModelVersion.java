package dev.assay.server.pool;

import dev.assay.server.failure.ModelVersionNotFound;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Mutation;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.ScoreSetRow;
import dev.assay.server.store.Transaction;
import dev.assay.v1.UseModelVersionRequest;
import dev.assay.v1.UseModelVersionResponse;
import java.util.List;
import java.util.Objects;

/** UseModelVersion: batches are drawn by scores that are stored already. */
public final class UseModelVersion
    implements Mutation<UseModelVersionRequest, UseModelVersionResponse> {
  private final ScoreUse use;

  /**
   * @param hook what else must change when other scores are seen
   */
  public UseModelVersion(PoolIndexes indexes, ScoresPublishedHook hook) {
    this.use = new ScoreUse(indexes, hook);
  }

  @Override
  public void validate(UseModelVersionRequest request, Violations violations) {
    FieldRules.modelVersion(request.getModelVersion(), 1, "model_version", violations);
  }

  @Override
  public UseModelVersionResponse execute(Transaction transaction, UseModelVersionRequest request) {
    ProjectRow project = Projects.requireActive(transaction, request.getProject());
    long projectId = project.projectId();
    List<ScoreSetRow> revisions =
        transaction.scores().revisions(projectId, request.getModelVersion());
    if (revisions.isEmpty()) {
      throw new ModelVersionNotFound(request.getModelVersion());
    }
    long latestId = revisions.get(revisions.size() - 1).scoreSetId();
    if (!Objects.equals(transaction.progress().get(projectId).scoreSetId(), latestId)) {
      transaction.scores().use(latestId);
      use.use(transaction, project, stored(transaction, latestId), request.getRequestId(), true);
    }
    return UseModelVersionResponse.newBuilder()
        .setModelVersion(
            ModelVersions.message(
                transaction, stored(transaction, latestId), transaction.progress().get(projectId)))
        .build();
  }

  private static ScoreSetRow stored(Transaction transaction, long scoreSetId) {
    return Objects.requireNonNull(transaction.scores().find(scoreSetId), "it was just listed");
  }
}
