package dev.assay.server.store;

/** What a model of the annotators says of an item's verdict; see the table's columns. */
public record VerdictRow(long projectId, int ordinal, double probability, boolean tied) {}
