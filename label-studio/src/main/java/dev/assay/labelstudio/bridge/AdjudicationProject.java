package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsProject;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.v1.Adjudication;
import dev.assay.v1.AdjudicationPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The project of Label Studio where adjudicators work, of the pool's labelling configuration. It is
 * made when Assay's policy asks for adjudication, or an item has been flagged.
 */
final class AdjudicationProject {
  /** The field of a task's data that tells the votes; empty where the policy does not show them. */
  static final String VOTES_FIELD = "assay_votes";

  static final String PROJECT = "adjudication_project";
  private static final String TITLE_END = " (adjudication)";
  private static final Logger LOG = LoggerFactory.getLogger(AdjudicationProject.class);

  private final LabelStudioApi api;
  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;

  AdjudicationProject(
      LabelStudioApi api, AssayClient assay, BridgeState state, BridgeConfig config) {
    this.api = api;
    this.assay = assay;
    this.state = state;
    this.config = config;
  }

  /** The project's number, or null while nothing is to be adjudicated. */
  @Nullable Long find() {
    String known = state.facts().find(PROJECT);
    if (known == null && !isWanted()) {
      return null;
    }
    LsProject pool = api.project(config.poolProject());
    LsProject found = known == null ? made(pool) : api.project(Long.parseLong(known));
    state.facts().put(PROJECT, found.id());
    return found.id();
  }

  private boolean isWanted() {
    AdjudicationPolicy policy =
        assay.projects().getProject(config.assayProject()).getPolicy().getAdjudication();
    return policy.getMinAgreement() > 0
        || policy.getMinProbability() > 0
        || policy.getAuditShare() > 0
        || policy.getFailedGoldNeighbours()
        || assay
            .adjudications()
            .listAdjudications(config.assayProject(), Adjudication.State.STATE_OPEN)
            .stream()
            .findAny()
            .isPresent();
  }

  private LsProject made(LsProject pool) {
    String mark = "Assay sends disputed tasks of project " + pool.uid() + " here.";
    for (LsProject before : api.projects()) {
      if (before.description().equals(mark)) {
        return before;
      }
    }
    LsProject created =
        api.createProject(
            ProjectLink.fields(pool.title(), TITLE_END, mark, withVotes(pool.labelConfig())));
    LOG.atInfo().addKeyValue("project", created.id()).log("event=adjudication_project_created");
    return created;
  }

  /** The labelling configuration under a line for the votes. */
  static String withVotes(String labelConfig) {
    return "<View><Header value=\"$" + VOTES_FIELD + "\" size=\"4\"/>" + labelConfig + "</View>";
  }
}
