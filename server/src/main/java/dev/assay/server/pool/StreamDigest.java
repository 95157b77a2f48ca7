package dev.assay.server.pool;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.assay.server.request.Fingerprint;
import dev.assay.server.request.IdempotencyKey;
import dev.assay.server.request.IdempotencyRecord;
import dev.assay.server.request.Rpc;

/**
 * Tells a stream from others under its request id: by its header, by the messages that have come
 * behind it, and by whether it has ended. A stream that was refused is known by the messages up to
 * the refusal, since no others were read.
 */
final class StreamDigest {
  /** Behind the fingerprints of a stream that has ended. */
  private static final ByteString END = ByteString.copyFrom(new byte[] {1});

  private final IdempotencyKey key;
  private final ByteString header;
  private ByteString messages;
  private boolean ended;

  /**
   * @param message with the header, which has a key
   */
  <Q extends Message> StreamDigest(Rpc<Q, ?> rpc, Q message) {
    this.key = rpc.fields().key(message);
    this.header = Fingerprint.of(rpc.name(), rpc.fields().partWithRequestId(message));
    this.messages = header;
  }

  IdempotencyKey key() {
    return key;
  }

  void add(Message message) {
    messages = Fingerprint.followedBy(messages, message);
  }

  void end() {
    ended = true;
  }

  /** Of the header, then of all that has come: 64 bytes, and one more at the end of the stream. */
  ByteString fingerprint() {
    ByteString seen = header.concat(messages);
    return ended ? seen.concat(END) : seen;
  }

  /** Whether a fingerprint is of a stream with the same header. */
  boolean hasHeaderOf(ByteString fingerprint) {
    return fingerprint.startsWith(header);
  }

  /** The answer to the stream as it is now. */
  <R extends Message> IdempotencyRecord<R> answer(R emptyResponse) {
    return new IdempotencyRecord<>(key, fingerprint(), emptyResponse);
  }
}
