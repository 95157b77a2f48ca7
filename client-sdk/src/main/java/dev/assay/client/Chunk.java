package dev.assay.client;

/**
 * One message of an upload.
 *
 * @param message the message
 * @param records the number of records in it; 0 for a header
 * @param bytes the serialized size
 */
record Chunk<Q>(Q message, int records, int bytes) {}
