package dev.assay.labelstudio.bridge;

import dev.assay.client.AssayClient;
import dev.assay.client.AssayException;
import dev.assay.client.DeadlineExceededException;
import dev.assay.client.UnavailableException;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import dev.assay.v1.ReturnAssignmentsRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives leases back that nobody has answered: their holds are released. */
final class SeatReturns {
  private static final Logger LOG = LoggerFactory.getLogger(SeatReturns.class);

  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;
  private final Seat seat;

  SeatReturns(AssayClient assay, BridgeState state, BridgeConfig config, Seat seat) {
    this.assay = assay;
    this.state = state;
    this.config = config;
    this.seat = seat;
  }

  /** Gives the item's open leases back. */
  void giveBack(String itemKey, String reason) {
    for (Release release : state.releases().live(seat.desk(), itemKey)) {
      if (release.state() == State.OPEN) {
        giveBack(release, reason);
      }
    }
  }

  /** Gives one lease back, for the item to be leased again. */
  void giveBack(Release release, String reason) {
    tell(release, reason);
    closeAndChangeSeat(release);
  }

  /** Gives one lease back, of an item that the seat shall not be offered again. */
  void giveBackForGood(Release release, String reason) {
    tell(release, reason);
    state.releases().set(release.id(), State.RETURNED);
  }

  /** Closes a lease that is about to end by itself, without a word to Assay. */
  void letEnd(Release release) {
    closeAndChangeSeat(release);
  }

  /** A lease that has ended by itself needs no more. */
  private void tell(Release release, String reason) {
    try {
      assay
          .acquisition()
          .returnAssignments(
              ReturnAssignmentsRequest.newBuilder()
                  .setRequestId("ls-g-" + ItemKeys.digest(release.token(), 40))
                  .setProject(config.assayProject().toString())
                  .setAnnotatorId(release.seat())
                  .addTokens(release.token())
                  .setReason(reason)
                  .build());
    } catch (UnavailableException | DeadlineExceededException e) {
      throw e;
    } catch (AssayException e) {
      LOG.atInfo()
          .addKeyValue("item", release.itemKey())
          .addKeyValue("reason", e.reasonName())
          .log("event=lease_had_ended");
    }
  }

  private void closeAndChangeSeat(Release release) {
    state.together(
        () -> {
          state.releases().set(release.id(), State.RETURNED);
          if (release.seat().equals(seat.name())) {
            seat.change();
          }
        });
  }
}
