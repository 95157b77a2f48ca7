package dev.assay.server.gold;

import dev.assay.server.annotator.StandingReview;
import dev.assay.server.request.SecretNumbers;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Transaction;
import dev.assay.server.verdict.VerdictModels;
import java.util.List;

/** Brings the standing of any annotator who was checked to the checks as they are now. */
public final class StandingsNow implements StandingReview {
  private static final int PAGE = 500;

  private final SecretNumbers secrets;
  private final VerdictModels models;

  public StandingsNow(SecretNumbers secrets, VerdictModels models) {
    this.secrets = secrets;
    this.models = models;
  }

  @Override
  public void review(
      Transaction transaction, ProjectRow project, String annotatorId, String requestId) {
    AnnotatorRow row = transaction.annotators().find(project.projectId(), annotatorId);
    if (row != null && row.gold().count() > 0) {
      new GoldAnswers(transaction, project, secrets, models.judge(transaction, project), requestId)
          .revise(annotatorId);
    }
  }

  /**
   * Brings all standings of a project to rules of gold checks that have changed. Costs as much as
   * there are checks in it.
   */
  public void reviewAll(Transaction transaction, ProjectRow project, String requestId) {
    String after = "";
    List<AnnotatorRow> page;
    do {
      page = transaction.annotators().list(project.projectId(), after, PAGE);
      for (AnnotatorRow annotator : page) {
        review(transaction, project, annotator.annotatorId(), requestId);
        after = annotator.annotatorId();
      }
    } while (page.size() == PAGE);
  }
}
