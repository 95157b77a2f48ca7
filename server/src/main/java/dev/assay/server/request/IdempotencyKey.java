package dev.assay.server.request;

/**
 * What a request is remembered by.
 *
 * @param project the resource id of the project, without "projects/"
 * @param requestId the caller's id
 */
public record IdempotencyKey(String project, String requestId) {}
