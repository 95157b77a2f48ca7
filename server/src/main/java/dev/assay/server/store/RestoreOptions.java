package dev.assay.server.store;

/**
 * What a restore may do beside the ordinary.
 *
 * @param replace whether a store that is in the place may be moved aside
 * @param withoutChecksum whether a backup without its checksum is taken
 * @param withoutLog whether a file is taken that was copied while a server had it open, without its
 *     log, so that what was acknowledged last is missing
 */
public record RestoreOptions(boolean replace, boolean withoutChecksum, boolean withoutLog) {}
