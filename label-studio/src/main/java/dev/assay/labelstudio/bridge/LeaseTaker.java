package dev.assay.labelstudio.bridge;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.client.AssayClient;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Facts;
import dev.assay.labelstudio.state.Releases.State;
import dev.assay.v1.Assignment;
import dev.assay.v1.NextBatchRequest;
import dev.assay.v1.NextBatchResponse;
import dev.assay.v1.StopReason;
import java.time.InstantSource;

/**
 * Leases work ahead of the annotators. Label Studio does not say who will open a task, so a lease
 * is taken for a seat, and handed over to whoever answers.
 *
 * <p>A request is written down before it is sent and struck out with its answer, so that a crash in
 * between repeats the same request, which Assay answers as the first time.
 */
final class LeaseTaker {
  private static final String NUMBER = "batch_number";
  private static final String ASKED = "batch_asked";
  private static final String SEAT = "seat_number";
  private static final long WAIT_MILLIS = 1_000;

  private final AssayClient assay;
  private final BridgeState state;
  private final BridgeConfig config;
  private final InstantSource clock;
  private volatile StopReason stopReason = StopReason.STOP_REASON_UNSPECIFIED;
  private long notBeforeMillis;

  LeaseTaker(AssayClient assay, BridgeState state, BridgeConfig config, InstantSource clock) {
    this.assay = assay;
    this.state = state;
    this.config = config;
    this.clock = clock;
  }

  /** The seat that leases are taken for now. */
  static String seat(Facts facts) {
    return "label-studio-seat-" + facts.number(SEAT);
  }

  /** A seat that gave an item back is not offered it again: another one takes its place. */
  static void changeSeat(Facts facts) {
    facts.add(SEAT, 1);
  }

  /** Why the last batch was shorter than asked. */
  StopReason stopReason() {
    return stopReason;
  }

  /** Leases as many as are missing to the number that shall be open. */
  void topUp() {
    Facts facts = state.facts();
    String asked = facts.find(ASKED);
    if (asked == null) {
      long open = state.releases().count(State.LEASED) + state.releases().count(State.OPEN);
      long missing = config.ahead() - open;
      if (missing <= 0 || clock.millis() < notBeforeMillis) {
        return;
      }
      asked = missing + " " + seat(facts);
      facts.put(ASKED, asked);
    }
    String[] parts = asked.split(" ", 2);
    String seat = parts[1];
    NextBatchResponse batch = assay.acquisition().nextBatch(request(parts[0], seat));
    state.together(
        () -> {
          for (Assignment assignment : batch.getAssignmentsList()) {
            state
                .releases()
                .add(
                    assignment.getItemId(),
                    seat,
                    assignment.getToken(),
                    assignment.getPriceMicros(),
                    Timestamps.toMillis(assignment.getExpireTime()));
          }
          facts.add(NUMBER, 1);
          facts.remove(ASKED);
        });
    stopReason = batch.getStopReason();
    notBeforeMillis = clock.millis() + waitMillis(batch);
  }

  private NextBatchRequest request(String count, String seat) {
    Duration lease = Durations.fromMillis(config.lease().toMillis());
    return NextBatchRequest.newBuilder()
        .setRequestId(
            "ls-" + state.facts().find(ProjectLink.BRIDGE_ID) + "-" + state.facts().number(NUMBER))
        .setProject(config.assayProject().toString())
        .setAnnotatorId(seat)
        .setMaxAssignments(Integer.parseInt(count))
        .setLease(lease)
        .build();
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
