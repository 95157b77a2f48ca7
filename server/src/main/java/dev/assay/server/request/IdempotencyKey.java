package dev.assay.server.request;

/**
 * Tells a repeated request from a new one: an id is good for one project.
 *
 * @param project the resource id of the project, without "projects/"
 * @param requestId the caller's id
 */
public record IdempotencyKey(String project, String requestId) {}
