package dev.assay.server.store;

import dev.assay.v1.Project;

/**
 * A project's configuration. {@code definition} is the message as callers see it, with name, uid,
 * times, etag and state.
 */
public record ProjectRow(
    long projectId,
    String name,
    boolean archived,
    long revision,
    Project definition,
    long createdMillis,
    long updatedMillis) {}
