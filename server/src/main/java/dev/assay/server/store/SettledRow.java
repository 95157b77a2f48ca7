package dev.assay.server.store;

/** A settled item with how it was drawn. */
public record SettledRow(String itemId, TaskRow task, WaveItemRow drawn) {}
