package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.state.Annotations.Entry;
import dev.assay.v1.Budget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The link at one instant, made from the state file and from what was read last: nobody is waited
 * for.
 *
 * @param budget as Assay showed it last; null before it first did
 * @param stopReason why no more was leased; empty when nothing was in the way
 * @param adjudicationProject where adjudicators work; 0 while nothing is to be adjudicated
 * @param lastWebhookMillis when the last webhook came; 0 before the first
 * @param lastPollMillis when the last poll ended; 0 before the first
 * @param lagMillis how long the oldest unread webhook has waited; 0 when none waits
 * @param refusedWebhooks webhooks without the secret
 * @param outOfBand the newest annotations that nobody was assigned
 * @param quarantined the newest annotations that are not believed or not understood
 */
public record BridgeStatus(
    String assayProject,
    long workProject,
    String lever,
    @Nullable Budget budget,
    String stopReason,
    long itemCount,
    long openCount,
    long labeledCount,
    long adjudicationProject,
    long adjudicationOpenCount,
    long adjudicatedCount,
    Map<String, Long> annotationCounts,
    long pendingCount,
    long heardByWebhook,
    long heardByPoll,
    long vanishedCount,
    long lastWebhookMillis,
    long lastPollMillis,
    long lagMillis,
    long refusedWebhooks,
    List<Entry> outOfBand,
    List<Entry> quarantined,
    Map<String, Conditions.Condition> conditions) {}
