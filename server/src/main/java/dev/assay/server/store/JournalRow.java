package dev.assay.server.store;

import dev.assay.v1.JournalEntry;
import org.jspecify.annotations.Nullable;

/** One movement and the balance after it. */
public record JournalRow(
    long projectId,
    long sequence,
    JournalEntry.Kind kind,
    long amountMicros,
    long ceilingMicros,
    long chargedMicros,
    long heldMicros,
    @Nullable Long assignmentId,
    String requestId,
    String reason,
    long createdMillis) {}
