package dev.assay.server.store;

/** A verdict with how its item was drawn: what every settled item is read for at once. */
public record SettledDraw(String verdict, WaveItemRow drawn) {}
