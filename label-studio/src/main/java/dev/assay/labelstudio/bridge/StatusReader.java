package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.state.Annotations;
import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases;
import dev.assay.v1.Budget;
import dev.assay.v1.StopReason;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the state of the link together. Thread-safe. */
final class StatusReader {
  private static final int NEWEST = 20;

  private final BridgeState state;
  private final BridgeConfig config;
  private final Conditions conditions;
  private final WebhookIntake intake;
  private final InstantSource clock;
  private volatile @Nullable Budget budget;
  private volatile StopReason stopReason = StopReason.STOP_REASON_UNSPECIFIED;
  private volatile long lastPollMillis;

  StatusReader(
      BridgeState state,
      BridgeConfig config,
      Conditions conditions,
      WebhookIntake intake,
      InstantSource clock) {
    this.state = state;
    this.config = config;
    this.conditions = conditions;
    this.intake = intake;
    this.clock = clock;
  }

  /** Notes what the bridge's thread read last. */
  void note(Budget readBudget, StopReason readReason, long pollMillis) {
    budget = readBudget;
    stopReason = readReason;
    lastPollMillis = pollMillis;
  }

  private long open(Desk desk) {
    return state.releases().count(desk, Releases.State.OPEN)
        + state.releases().count(desk, Releases.State.LEASED);
  }

  BridgeStatus read() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Annotations.State each : Annotations.State.values()) {
      counts.put(each.name(), state.annotations().count(each));
    }
    Long oldest = state.notices().oldestMillis();
    return new BridgeStatus(
        config.assayProject().toString(),
        state.facts().number(ProjectLink.WORK_PROJECT),
        config.lever().name(),
        budget,
        stopReason == StopReason.STOP_REASON_UNSPECIFIED
            ? ""
            : stopReason.name().replace("STOP_REASON_", ""),
        state.items().count(),
        open(Desk.VOTES),
        state.releases().count(Desk.VOTES, Releases.State.LABELED),
        state.facts().number(AdjudicationProject.PROJECT),
        open(Desk.ADJUDICATION),
        state.releases().count(Desk.ADJUDICATION, Releases.State.LABELED),
        counts,
        state.annotations().pending().size(),
        state.annotations().countBySource("WEBHOOK"),
        state.annotations().countBySource("POLL"),
        state.facts().number(NoticeReader.VANISHED),
        intake.lastMillis(),
        lastPollMillis,
        oldest == null ? 0 : Math.max(0, clock.millis() - oldest),
        intake.refusedCount(),
        state.annotations().newest(Annotations.State.OUT_OF_BAND, NEWEST),
        state.annotations().newest(Annotations.State.QUARANTINED, NEWEST),
        conditions.current());
  }
}
