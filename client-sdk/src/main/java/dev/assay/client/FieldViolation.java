package dev.assay.client;

/**
 * One field of a request that the server could not take.
 *
 * @param field the path of the field, for example {@code labels[0].token}
 * @param description what is wrong and what would be accepted
 */
public record FieldViolation(String field, String description) {}
