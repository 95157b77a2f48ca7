package dev.assay.labelstudio.bridge;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.client.AssayClient;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Facts;
import dev.assay.labelstudio.state.Releases.State;
import dev.assay.v1.Assignment;
import dev.assay.v1.LabelValue;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import java.time.InstantSource;
import java.util.stream.Collectors;

/**
 * Leases the work of a desk ahead of the people who do it. Label Studio does not say who will open
 * a task, so a lease is taken for a seat, and handed over to whoever answers.
 *
 * <p>A request is written down before it is sent and struck out with its answer, so that a crash in
 * between repeats the same request, which Assay answers as the first time.
 */
final class LeaseTaker {
  private static final String NUMBER = "_batch_number";
  private static final String ASKED = "_batch_asked";
  private static final long WAIT_MILLIS = 1_000;

  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;
  private final Seat seat;
  private final InstantSource clock;
  private volatile StopReason stopReason = StopReason.STOP_REASON_UNSPECIFIED;
  private long notBeforeMillis;

  LeaseTaker(
      AssayClient assay, BridgeState state, BridgeConfig config, Seat seat, InstantSource clock) {
    this.assay = assay;
    this.state = state;
    this.config = config;
    this.seat = seat;
    this.clock = clock;
  }

  /** Why the last batch was shorter than asked. */
  StopReason stopReason() {
    return stopReason;
  }

  /** Leases as many as are missing to the number that shall be open. */
  void topUp() {
    Facts facts = state.facts();
    Desk desk = seat.desk();
    String asked = facts.find(desk + ASKED);
    if (asked == null) {
      long open =
          state.releases().count(desk, State.LEASED) + state.releases().count(desk, State.OPEN);
      long missing = config.ahead() - open;
      if (missing <= 0 || clock.millis() < notBeforeMillis) {
        return;
      }
      seat.register(assay, config.assayProject());
      asked = missing + " " + seat.name();
      facts.put(desk + ASKED, asked);
    }
    String[] parts = asked.split(" ", 2);
    String leasedFor = parts[1];
    NextBatchResponse batch = assay.acquisition().nextBatch(request(parts[0], leasedFor));
    state.together(
        () -> {
          for (Assignment assignment : batch.getAssignmentsList()) {
            state
                .releases()
                .add(
                    desk,
                    assignment.getItemId(),
                    leasedFor,
                    assignment.getToken(),
                    Timestamps.toMillis(assignment.getExpireTime()),
                    votes(assignment));
          }
          facts.add(desk + NUMBER, 1);
          facts.remove(desk + ASKED);
        });
    stopReason = batch.getStopReason();
    notBeforeMillis = clock.millis() + waitMillis(batch);
  }

  private NextBatchRequest request(String count, String leasedFor) {
    Duration lease = Durations.fromMillis(config.lease().toMillis());
    return NextBatchRequest.newBuilder()
        .setRequestId(
            "ls-%s-%s-%d"
                .formatted(
                    state.facts().find(ProjectLink.BRIDGE_ID),
                    seat.desk(),
                    state.facts().number(seat.desk() + NUMBER)))
        .setProject(config.assayProject().toString())
        .setAnnotatorId(leasedFor)
        .setMaxAssignments(Integer.parseInt(count))
        .setLease(lease)
        .build();
  }

  /** The votes that an adjudicator may see: in no order, and nobody's. */
  private static String votes(Assignment assignment) {
    return assignment.getVotesList().stream()
        .map(LabelValue::getClassNamesList)
        .map(names -> String.join(" + ", names))
        .collect(Collectors.joining(", "));
  }

  /** A full batch may be followed at once; what is not there is not asked for in a circle. */
  private static long waitMillis(NextBatchResponse batch) {
    if (batch.getStopReason() == StopReason.STOP_REASON_UNSPECIFIED) {
      return 0;
    }
    long retry = batch.hasRetryDelay() ? Durations.toMillis(batch.getRetryDelay()) : WAIT_MILLIS;
    return Math.min(Math.max(retry, 50), WAIT_MILLIS);
  }
}
