package dev.assay.server.acquisition;

import com.google.protobuf.ByteString;
import dev.assay.sampling.acquire.WaveDraw;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over all that a wave decided: two waves are the same, bit for bit, when their digests
 * are.
 */
final class WaveDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private WaveDigest() {}

  static ByteString of(int[] candidates, WaveDraw draw) {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    for (int i = 0; i < candidates.length; i++) {
      buffer.putInt(candidates[i]).putDouble(draw.inclusionProbabilities()[i]);
      drainWhenFull(digest, buffer);
    }
    for (int position = 0; position < draw.units().length; position++) {
      buffer.putInt(candidates[draw.units()[position]]).putDouble(draw.sliceDraws()[position]);
      drainWhenFull(digest, buffer);
    }
    digest.update(buffer.flip());
    return ByteString.copyFrom(digest.digest());
  }

  private static void drainWhenFull(MessageDigest digest, ByteBuffer buffer) {
    if (buffer.remaining() < Integer.BYTES + Double.BYTES) {
      digest.update(buffer.flip());
      buffer.clear();
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
