package dev.assay.server.store;

import com.google.protobuf.ByteString;

/**
 * How a request was answered. {@code response} is the response message, or a google.rpc.Status when
 * refused.
 *
 * @param createdMillis in measured time: {@link Transaction#measuredMillis}
 */
public record RequestRow(
    String project,
    String requestId,
    ByteString fingerprint,
    boolean refused,
    ByteString response,
    long createdMillis) {}
