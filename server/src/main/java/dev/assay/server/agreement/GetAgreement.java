package dev.assay.server.agreement;

import dev.assay.server.answer.LabelSpace;
import dev.assay.server.answer.Use;
import dev.assay.server.pool.PoolView;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.AgreementCoefficient;
import dev.assay.v1.AgreementGrouping;
import dev.assay.v1.GetAgreementRequest;
import dev.assay.v1.GetAgreementResponse;
import java.util.List;
import java.util.Objects;

/**
 * Says how far annotators agree. It reads a bounded number of labels, takes a bounded number of
 * steps, and holds no connection while it computes.
 */
public final class GetAgreement implements Query<GetAgreementRequest, GetAgreementResponse> {
  static final double MIN_LEVEL = 0.5;
  static final double MAX_LEVEL = 0.999;
  static final double DEFAULT_LEVEL = 0.95;
  static final int MIN_RESAMPLES = 10;
  static final int MAX_RESAMPLES = 2_000;
  static final int DEFAULT_RESAMPLES = 200;

  private final Store store;
  private final PoolView pools;
  private final int maxLabels;

  public GetAgreement(Store store, PoolView pools) {
    this(store, pools, RecentVotes.MAX_LABELS);
  }

  GetAgreement(Store store, PoolView pools, int maxLabels) {
    this.store = store;
    this.pools = pools;
    this.maxLabels = maxLabels;
  }

  @Override
  public void validate(GetAgreementRequest request, Violations violations) {
    violations.require(
        request.getGrouping() != AgreementGrouping.UNRECOGNIZED,
        "grouping",
        "is not known to this server");
    boolean isByPair = request.getGrouping() == AgreementGrouping.AGREEMENT_GROUPING_PAIR;
    if (!request.getAnnotatorId().isEmpty()) {
      FieldRules.annotatorId(request.getAnnotatorId(), "annotator_id", violations);
      violations.require(
          isByPair, "annotator_id", "is for AGREEMENT_GROUPING_PAIR; leave it out with others");
    }
    if (request.getConfidenceLevel() != 0) {
      FieldRules.inRange(
          request.getConfidenceLevel(), MIN_LEVEL, MAX_LEVEL, "confidence_level", violations);
    }
    if (request.getResamples() != 0) {
      FieldRules.inRange(
          request.getResamples(), MIN_RESAMPLES, MAX_RESAMPLES, "resamples", violations);
    }
    List<AgreementCoefficient> coefficients = request.getCoefficientsList();
    for (int i = 0; i < coefficients.size(); i++) {
      AgreementCoefficient one = coefficients.get(i);
      String field = "coefficients[" + i + "]";
      violations.require(Coefficients.ALL.contains(one), field, "is not known to this server");
      violations.require(!coefficients.subList(0, i).contains(one), field, "stands twice");
      violations.require(
          isByPair || one != AgreementCoefficient.AGREEMENT_COEFFICIENT_COHEN_KAPPA,
          field,
          "is for AGREEMENT_GROUPING_PAIR; FLEISS_KAPPA is for any number of annotators");
    }
  }

  @Override
  public GetAgreementResponse answer(GetAgreementRequest request) {
    ProjectRow project = store.read(tables -> project(tables, request));
    RecentVotes recent = store.read(tables -> RecentVotes.read(tables, project, maxLabels));
    VoteGroups groups =
        switch (request.getGrouping()) {
          case AGREEMENT_GROUPING_STRATUM -> byStratum(project, recent);
          case AGREEMENT_GROUPING_PAIR -> VoteGroups.pairs(recent, request.getAnnotatorId());
          default -> VoteGroups.project(recent);
        };
    Coefficients coefficients = coefficients(request);
    coefficients.require(recent.votes(), groups.groups());
    GetAgreementResponse.Builder response =
        GetAgreementResponse.newBuilder()
            .setOmittedGroupCount(groups.omitted())
            .setVoteCount(recent.votes().voteCount())
            .setOmittedLabelCount(recent.omittedLabels())
            .setConfidenceLevel(coefficients.level())
            .setResamples(coefficients.resamples());
    groups.groups().forEach(group -> response.addGroups(coefficients.of(recent, group)));
    return response.build();
  }

  private static ProjectRow project(Tables tables, GetAgreementRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    LabelSpace.of(project.definition()).require(Use.AGREEMENT);
    return project;
  }

  private static Coefficients coefficients(GetAgreementRequest request) {
    boolean isByPair = request.getGrouping() == AgreementGrouping.AGREEMENT_GROUPING_PAIR;
    return new Coefficients(
        Coefficients.ALL.stream()
            .filter(
                one ->
                    request.getCoefficientsCount() == 0
                        ? isByPair || one != AgreementCoefficient.AGREEMENT_COEFFICIENT_COHEN_KAPPA
                        : request.getCoefficientsList().contains(one))
            .toList(),
        request.getConfidenceLevel() == 0 ? DEFAULT_LEVEL : request.getConfidenceLevel(),
        request.getResamples() == 0 ? DEFAULT_RESAMPLES : request.getResamples());
  }

  private VoteGroups byStratum(ProjectRow project, RecentVotes recent) {
    PoolView.ItemStrata strata = pools.itemStrata(project); // may read the store, for long
    return store.read(
        tables ->
            VoteGroups.strata(
                recent,
                ordinal -> {
                  ItemRow item = tables.items().find(project.projectId(), ordinal);
                  return strata.nameOf(Objects.requireNonNull(item, "a voted item is stored"));
                }));
  }
}
