package dev.assay.labelstudio.bridge;

import com.google.gson.JsonObject;
import dev.assay.client.AssayClient;
import dev.assay.client.NotFoundException;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioException;
import dev.assay.labelstudio.http.LsProject;
import dev.assay.labelstudio.http.Secret;
import dev.assay.labelstudio.schema.LabelMapping;
import dev.assay.labelstudio.schema.LabelingConfig;
import dev.assay.labelstudio.schema.UnmappableConfigException;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.v1.AdjudicationPolicy;
import dev.assay.v1.LabelSchema;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links a project of Label Studio with one of Assay: makes what is not there, and refuses what does
 * not belong together.
 */
final class ProjectLink {
  /** A name for this link, in request ids. */
  static final String BRIDGE_ID = "bridge_id";

  static final String WORK_PROJECT = "work_project";
  private static final String POOL_UID = "pool_uid";
  private static final String WORK_UID = "work_uid";
  private static final String TITLE_END = " (Assay)";
  private static final int MAX_TITLE_LENGTH = 50;
  private static final Logger LOG = LoggerFactory.getLogger(ProjectLink.class);

  private final LabelStudioApi api;
  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;

  ProjectLink(LabelStudioApi api, AssayClient assay, BridgeState state, BridgeConfig config) {
    this.api = api;
    this.assay = assay;
    this.state = state;
    this.config = config;
  }

  /** What is linked. */
  record Linked(long workProject, LabelMapping mapping) {}

  /**
   * Links, or finds the link as it was.
   *
   * @throws BridgeSetupException if the projects do not belong together
   * @throws UnmappableConfigException if the labelling configuration has no label schema
   */
  Linked connect() {
    if (state.facts().find(BRIDGE_ID) == null) {
      state.facts().put(BRIDGE_ID, Secret.random().reveal().substring(0, 12));
    }
    LsProject pool = project(config.poolProject());
    requireSame(POOL_UID, pool);
    LabelMapping mapping = LabelingConfig.map(pool.labelConfig(), config.control());
    linkAssay(pool, mapping.schema());
    LsProject work = config.lever() == BridgeConfig.LeverKind.SCORE ? pool : workProject(pool);
    requireSame(WORK_UID, work);
    if (!mapping.equals(LabelingConfig.map(work.labelConfig(), config.control()))) {
      throw new BridgeSetupException(
          "projects "
              + pool.id()
              + " and "
              + work.id()
              + " of Label Studio ask for different classes; give them the same labelling"
              + " configuration");
    }
    state.facts().put(WORK_PROJECT, work.id());
    return new Linked(work.id(), mapping);
  }

  private LsProject project(long id) {
    try {
      return api.project(id);
    } catch (LabelStudioException e) {
      if (e.kind() == LabelStudioException.Kind.NOT_FOUND) {
        throw new BridgeSetupException(
            "Label Studio has no project " + id + "; its number stands in its address");
      }
      throw e;
    }
  }

  /** Ids of projects are given again, too. */
  private void requireSame(String fact, LsProject project) {
    String before = state.facts().find(fact);
    if (before != null && !before.equals(project.uid())) {
      throw new BridgeSetupException(
          "project "
              + project.id()
              + " of Label Studio is not the one that "
              + config.stateFile()
              + " belongs to; name another state file with --state");
    }
    state.facts().put(fact, project.uid());
  }

  private void linkAssay(LsProject pool, LabelSchema schema) {
    LabelSchema stored;
    try {
      stored = assay.projects().getProject(config.assayProject()).getLabelSchema();
    } catch (NotFoundException e) {
      stored = createAssay(pool, schema).getLabelSchema();
    }
    boolean sameKind =
        (stored.getKind() == LabelSchema.Kind.KIND_MULTI_LABEL)
            == (schema.getKind() == LabelSchema.Kind.KIND_MULTI_LABEL);
    if (!sameKind || !stored.getClassNamesList().equals(schema.getClassNamesList())) {
      throw new BridgeSetupException(
          config.assayProject()
              + " has the classes "
              + stored.getClassNamesList()
              + ", and the labelling configuration has "
              + schema.getClassNamesList()
              + "; link another project of Assay");
    }
  }

  private Project createAssay(LsProject pool, LabelSchema schema) {
    BridgeConfig.NewProject made = config.newProject();
    if (made == null) {
      throw new BridgeSetupException(
          config.assayProject()
              + " is not there; give --ceiling, --price and --currency to have it made");
    }
    Project created =
        assay
            .projects()
            .createProject(
                Project.newBuilder()
                    .setName(config.assayProject().toString())
                    .setDisplayName(pool.title())
                    .setLabelSchema(schema)
                    .setCurrencyCode(made.currencyCode())
                    .setDefaultPriceMicros(made.priceMicros())
                    .setPolicy(policy(made))
                    .build(),
                made.ceilingMicros());
    LOG.atInfo().addKeyValue("project", created.getName()).log("event=assay_project_created");
    return created;
  }

  private static Policy policy(BridgeConfig.NewProject made) {
    Policy.Builder policy = Policy.newBuilder().setAgreeingVotes(made.agreeingVotes());
    if (made.adjudicates()) {
      policy.setAdjudication(
          AdjudicationPolicy.newBuilder()
              .setMinAgreement(1) // every disagreement
              .setShowVotes(made.showsVotes()));
    }
    return policy.build();
  }

  /** Where annotators work, when only what is released may be seen. */
  private LsProject workProject(LsProject pool) {
    String known = state.facts().find(WORK_PROJECT);
    Long named = config.workProject();
    if (known != null) {
      return project(Long.parseLong(known));
    }
    if (named != null) {
      LsProject adopted = project(named);
      if (!api.tasks(adopted.id(), 1, 1, null).tasks().isEmpty()) {
        throw new BridgeSetupException(
            "project "
                + named
                + " of Label Studio has tasks already; the bridge releases tasks into an empty"
                + " one");
      }
      return adopted;
    }
    String mark = "Assay releases the tasks of project " + pool.uid() + " here.";
    List<LsProject> before =
        api.projects().stream().filter(each -> each.description().equals(mark)).toList();
    return before.isEmpty() ? createWork(pool, mark) : before.get(0);
  }

  private LsProject createWork(LsProject pool, String mark) {
    LsProject created =
        api.createProject(fields(pool.title(), TITLE_END, mark, pool.labelConfig()));
    LOG.atInfo().addKeyValue("project", created.id()).log("event=work_project_created");
    return created;
  }

  /** What a project that tasks are released into is made with. */
  static JsonObject fields(String title, String titleEnd, String mark, String labelConfig) {
    int room = MAX_TITLE_LENGTH - titleEnd.length();
    JsonObject fields = new JsonObject();
    fields.addProperty(
        "title", (title.length() > room ? title.substring(0, room) : title) + titleEnd);
    fields.addProperty("description", mark);
    fields.addProperty("label_config", labelConfig);
    fields.addProperty("sampling", "Sequential sampling");
    fields.addProperty("maximum_annotations", 1);
    fields.addProperty("show_collab_predictions", false);
    fields.addProperty("enable_empty_annotation", false);
    return fields;
  }
}
