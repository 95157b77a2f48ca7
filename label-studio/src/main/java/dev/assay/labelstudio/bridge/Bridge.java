package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioException;
import dev.assay.labelstudio.http.Secret;
import dev.assay.labelstudio.schema.LabelMapping;
import dev.assay.labelstudio.schema.LabelingConfig;
import dev.assay.labelstudio.schema.UnmappableConfigException;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases.State;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One link between a Label Studio project and an Assay project.
 *
 * <p>All work is done by {@link #step()}, on one thread: tell Assay what is pending, look into what
 * webhooks said, poll, lease, release. Each part can be cut off anywhere and is taken up again by
 * the next step, because what it is about to do is written down first. Webhooks and the page come
 * on other threads and meet the work in the state file only.
 */
public final class Bridge {
  /** A fact: somebody changed the project in Label Studio. */
  static final String CONFIG_DOUBTED = "config_doubted";

  private final LabelStudioApi api;
  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;
  private final InstantSource clock;
  private final Conditions conditions = new Conditions();
  private final WebhookIntake intake;
  private final StatusReader status;
  private final AssayVotes votes;
  private final NoticeReader notices;
  private @Nullable Work work;

  /**
   * What there is to work with since the projects were linked.
   *
   * @param desks the votes' desk first
   */
  private record Work(
      ProjectLink.Linked linked,
      PoolImport pool,
      List<DeskWork> desks,
      @Nullable URI callback,
      Secret secret) {
    DeskWork votes() {
      return desks.get(0);
    }
  }

  /**
   * @param wake called when a webhook came, on any thread
   */
  public Bridge(
      LabelStudioApi api,
      AssayClient assay,
      BridgeState state,
      BridgeConfig config,
      InstantSource clock,
      Runnable wake) {
    this.api = api;
    this.assay = assay;
    this.state = state;
    this.config = config;
    this.clock = clock;
    this.intake = new WebhookIntake(state, clock, wake);
    this.status = new StatusReader(state, config, conditions, intake, clock);
    this.votes = new AssayVotes(assay, state, config);
    this.notices = new NoticeReader(api, state);
  }

  /**
   * Links the projects, reads the pool and registers the webhook.
   *
   * @param callback where Label Studio reaches this bridge; null when it cannot
   * @param secret what its webhook has to prove itself with
   * @throws BridgeSetupException if the projects do not belong together
   * @throws UnmappableConfigException if the labelling configuration has no label schema
   * @throws LabelStudioException if Label Studio does not do its part
   * @throws AssayException if Assay does not do its part
   */
  public void connect(@Nullable URI callback, Secret secret) {
    ProjectLink.Linked linked = new ProjectLink(api, assay, state, config).connect();
    PoolImport pool = new PoolImport(api, assay, state, config, new ItemKeys(config.idField()));
    long project = linked.workProject();
    Lever lever =
        config.lever() == BridgeConfig.LeverKind.SCORE
            ? new ScoreSteering(api, state, conditions, project)
            : new TaskReleaser(api, state, Desk.VOTES, project);
    List<DeskWork> desks = new ArrayList<>();
    Work linkedWork = new Work(linked, pool, desks, callback, secret);
    pool.run();
    open(linkedWork, Desk.VOTES, project, lever);
    openAdjudication(linkedWork);
    work = linkedWork;
  }

  private void open(Work now, Desk desk, long project, Lever lever) {
    if (now.callback() != null) {
      new WebhookRegistration(api, conditions, project).register(now.callback(), now.secret());
    }
    now.desks()
        .add(
            new DeskWork(
                api,
                assay,
                state,
                config,
                clock,
                desk,
                project,
                now.linked().mapping(),
                lever,
                votes));
  }

  private void openAdjudication(Work now) {
    if (now.desks().size() > 1) {
      return;
    }
    Long project = new AdjudicationProject(api, assay, state, config).find();
    if (project != null) {
      Lever lever = new TaskReleaser(api, state, Desk.ADJUDICATION, project);
      open(now, Desk.ADJUDICATION, project, lever);
    }
  }

  /**
   * Does what there is to do, and returns whether all of it could be done. What could not be is a
   * condition until it can.
   */
  public boolean step() {
    Work now = Objects.requireNonNull(work, "connect() comes first");
    try {
      votes.tellAll();
      notices.readAll(now.desks());
      boolean full = now.votes().reconciler().isFullDue();
      now.desks().forEach(desk -> desk.reconciler().runIfDue());
      if (full) {
        now.pool().run();
        openAdjudication(now);
      }
      if (full || state.facts().find(CONFIG_DOUBTED) != null) {
        checkConfig(now);
      }
      now.desks().forEach(DeskWork::giveBackWhatEnds);
      boolean more = !conditions.isRaised("config_changed");
      now.desks().forEach(desk -> desk.release(more));
      status.note(
          assay.budget().getBudget(config.assayProject()),
          now.votes().stopReason(),
          now.votes().reconciler().lastMillis());
      Set.of("label_studio", "label_studio_token", "label_studio_refuses", "assay", "assay_refuses")
          .forEach(conditions::clear);
      return true;
    } catch (LabelStudioException e) {
      conditions.raise(condition(e), String.valueOf(e.getMessage()));
    } catch (AssayException e) {
      boolean down =
          e instanceof dev.assay.client.UnavailableException
              || e instanceof dev.assay.client.DeadlineExceededException;
      conditions.raise(down ? "assay" : "assay_refuses", e.reasonName() + ": " + e.getMessage());
    }
    return false;
  }

  public WebhookIntake intake() {
    return intake;
  }

  /** The link as it is now; never waits for anybody. */
  public BridgeStatus status() {
    return status.read();
  }

  /** The model version that scores were pushed under last. */
  public String modelVersion() {
    return ScoreSteering.version(state);
  }

  /** Tasks that the annotators shall get next. */
  public Set<Long> openTasks() {
    return state.releases().in(Desk.VOTES, State.OPEN).stream()
        .map(release -> state.items().taskOf(Desk.VOTES, release.itemKey()))
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  private static String condition(LabelStudioException e) {
    return switch (e.kind()) {
      case UNREACHABLE, BUSY -> "label_studio";
      case UNAUTHORIZED -> "label_studio_token";
      case NOT_FOUND, REFUSED, UNINTELLIGIBLE -> "label_studio_refuses";
    };
  }

  /**
   * A configuration that was changed under us is not a new label schema: nothing more is leased.
   */
  private void checkConfig(Work now) {
    for (DeskWork desk : now.desks()) {
      LabelMapping mapping;
      try {
        mapping = LabelingConfig.map(api.project(desk.project()).labelConfig(), config.control());
      } catch (UnmappableConfigException e) {
        conditions.raise("config_changed", String.valueOf(e.getMessage()));
        return;
      }
      if (!mapping.equals(now.linked().mapping())) {
        conditions.raise(
            "config_changed",
            "the labelling configuration asks for "
                + mapping.classNames()
                + " now, and Assay for "
                + now.linked().mapping().classNames()
                + "; change it back, or link a new project of Assay");
        return;
      }
    }
    conditions.clear("config_changed");
    state.facts().remove(CONFIG_DOUBTED);
  }
}
