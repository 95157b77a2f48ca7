package dev.assay.server.store;

import dev.assay.v1.JournalEntry;

/**
 * What adding the journal up takes of an entry: a {@link JournalRow} without its names and causes.
 *
 * @param hasSubject whether it is for an assignment
 */
public record JournalMove(
    long sequence,
    JournalEntry.Kind kind,
    JournalEntry.Account debit,
    JournalEntry.Account credit,
    long amountMicros,
    long ceilingMicros,
    long chargedMicros,
    long heldMicros,
    boolean hasSubject) {}
