package dev.assay.server.annotator;

import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.store.LabelRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.GetScorecardRequest;
import dev.assay.v1.GetScorecardResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Says how an annotator works. */
public final class GetScorecard implements Query<GetScorecardRequest, GetScorecardResponse> {
  /** The most labels that are looked at: the latest ones. */
  static final int MAX_LABELS = 5_000;

  /** The most labels that the speed of the others is taken from. */
  static final int MAX_OTHERS = 1_000;

  /** The most gold checks that are looked at. */
  static final int MAX_CHECKS = 10_000;

  private final Store store;

  public GetScorecard(Store store) {
    this.store = store;
  }

  @Override
  public GetScorecardResponse answer(GetScorecardRequest request) {
    return store.read(
        tables -> {
          ProjectRow project = Projects.require(tables, request.getProject());
          return GetScorecardResponse.newBuilder()
              .setScorecard(
                  new ScorecardBuilder(project, request.getAnnotatorId())
                      .build(
                          work(tables, project.projectId(), request.getAnnotatorId()),
                          tables
                              .labels()
                              .latestDurations(
                                  project.projectId(), request.getAnnotatorId(), MAX_OTHERS),
                          tables
                              .gold()
                              .checks(project.projectId(), request.getAnnotatorId(), MAX_CHECKS)))
              .build();
        });
  }

  /** The labels in the order in which they came, each with the verdict on its item. */
  private static List<JudgedLabel> work(Tables tables, long projectId, String annotatorId) {
    List<JudgedLabel> work = new ArrayList<>();
    for (LabelRow label : tables.labels().latest(projectId, annotatorId, MAX_LABELS)) {
      work.add(JudgedLabel.of(tables, label));
    }
    Collections.reverse(work);
    return work;
  }
}
