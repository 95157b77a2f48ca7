package dev.assay.server.store;

import java.nio.file.Path;

/**
 * A store that was copied: into a backup, or out of one.
 *
 * @param file where it is now
 * @param bytes its length
 * @param sha256 its checksum, in hexadecimal digits
 */
public record StoreCopy(Path file, long bytes, String sha256) {}
