package dev.assay.server;

import com.google.protobuf.ByteString;
import dev.assay.server.acquisition.WaveSeeds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/** Where the seeds of waves come from. */
final class SeededWaves {
  private SeededWaves() {}

  /**
   * Seeds that follow from {@code seed}, the project's name and the wave's number, or unforeseeable
   * ones where there is none.
   */
  static WaveSeeds of(Optional<Long> seed) {
    if (seed.isEmpty()) {
      SecureRandom random = new SecureRandom();
      return (projectName, waveNumber) -> random.nextLong();
    }
    long fixed = seed.get();
    return (projectName, waveNumber) -> derived(fixed + "/" + projectName + "/" + waveNumber);
  }

  private static long derived(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteString.copyFrom(digest).asReadOnlyByteBuffer().getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
