/**
 * Everything that knows gRPC: how calls reach the features' {@link
 * dev.assay.server.request.Mutation}s, {@link dev.assay.server.request.Query}s, {@link
 * dev.assay.server.request.Ingest}s and {@link dev.assay.server.request.Export}s, and how failures
 * become statuses.
 *
 * <p>Threads: a call is read, checked and answered on the call executor, which never waits; what
 * reads the store runs on the query executor, whose queue is bounded; what changes it runs on the
 * store's writer.
 */
@NullMarked
package dev.assay.server.rpc;

import org.jspecify.annotations.NullMarked;
