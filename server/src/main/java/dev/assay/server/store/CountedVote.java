package dev.assay.server.store;

/** A vote that counts, as far as verdicts need it. */
public record CountedVote(long labelId, int ordinal, String annotatorId, String answer) {}
