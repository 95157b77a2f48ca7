package dev.assay.server.store;

import org.jspecify.annotations.Nullable;

/** One gold item shown to one annotator; see the table's columns. */
public record GoldCheckRow(
    long projectId,
    String annotatorId,
    int ordinal,
    long assignmentId,
    @Nullable Integer keyClass,
    @Nullable Boolean passed,
    long createdMillis,
    @Nullable Long answeredMillis) {}
