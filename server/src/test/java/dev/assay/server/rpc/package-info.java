/** The gRPC side: shapes of calls, failures, limits and the end. */
@NullMarked
package dev.assay.server.rpc;

import org.jspecify.annotations.NullMarked;
