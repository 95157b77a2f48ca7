/**
 * The shape of an RPC apart from its transport: a {@link dev.assay.server.request.Mutation} changes
 * the store exactly once for each request id, a {@link dev.assay.server.request.Query} only reads.
 * Features implement one class for each RPC.
 */
@NullMarked
package dev.assay.server.request;

import org.jspecify.annotations.NullMarked;
