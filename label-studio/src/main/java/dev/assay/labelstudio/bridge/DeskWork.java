package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LsTask;
import dev.assay.labelstudio.schema.LabelMapping;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import dev.assay.v1.StopReason;
import java.time.InstantSource;

/** The work of one desk: what is leased, shown, answered and given back in its project. */
final class DeskWork {
  /** A lease that ends within this time is given back, so that no answer comes after it. */
  static final long LEASE_MARGIN_MILLIS = 60_000;

  private final LabelStudioApi api;
  private final BridgeState state;
  private final InstantSource clock;
  private final Desk desk;
  private final long project;
  private final Lever lever;
  private final LeaseTaker leases;
  private final SeatReturns returns;
  private final PlacesForAll placesForAll;
  private final TaskReview review;
  private final Reconciler reconciler;

  DeskWork(
      LabelStudioApi api,
      AssayClient assay,
      BridgeState state,
      BridgeConfig config,
      InstantSource clock,
      Desk desk,
      long project,
      LabelMapping mapping,
      Lever lever,
      AssayVotes votes) {
    this.api = api;
    this.state = state;
    this.clock = clock;
    this.desk = desk;
    this.project = project;
    this.lever = lever;
    Seat seat = new Seat(state, desk);
    this.leases = new LeaseTaker(assay, state, config, seat, clock);
    this.returns = new SeatReturns(assay, state, config, seat);
    this.placesForAll = new PlacesForAll(state, returns, seat, config.ahead(), clock);
    ItemKeys keys = new ItemKeys(config.idField());
    this.review = new TaskReview(desk, state, keys, mapping, votes, lever, returns, clock);
    this.reconciler = new Reconciler(api, state, review, config, desk, project, clock);
  }

  Desk desk() {
    return desk;
  }

  long project() {
    return project;
  }

  TaskReview review() {
    return review;
  }

  Reconciler reconciler() {
    return reconciler;
  }

  /** Why no more was leased. */
  StopReason stopReason() {
    return leases.stopReason();
  }

  /** Gives back leases that are about to end, for other people. */
  void giveBackWhatEnds() {
    for (Release release : state.releases().in(desk, State.OPEN)) {
      if (release.expireMillis() - clock.millis() > LEASE_MARGIN_MILLIS) {
        continue;
      }
      Long taskId = state.items().taskOf(desk, release.itemKey());
      LsTask task = taskId == null ? null : api.task(taskId);
      if (task != null) {
        review.review(task, "POLL");
      }
      if (state.releases().get(release.id()).state() == State.OPEN) {
        if (desk == Desk.VOTES) {
          returns.giveBack(release, "nobody answered it in time");
        } else {
          returns.letEnd(release); // given back, it would count as looked at
        }
        lever.adjust(release.itemKey());
      }
    }
  }

  /** Leases what is missing, unless that is not wanted, and shows what is leased. */
  void release(boolean more) {
    if (more) {
      leases.topUp();
    }
    if (desk == Desk.VOTES) {
      placesForAll.giveBack().forEach(lever::adjust);
    }
    lever.publish();
  }
}
