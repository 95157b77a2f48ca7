package dev.assay.server.request;

import com.google.protobuf.ByteString;
import dev.assay.server.store.Tables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers that those who see requests and answers cannot foretell nor recompute: which place
 * of a batch is a gold check, for example. The same subject has the same number for as long as the
 * store lives, so that what was decided by it can be decided again.
 */
@FunctionalInterface
public interface SecretNumbers {
  /**
   * The number.
   *
   * @param purpose what it decides, so that no two decisions share it
   * @param subject what it is decided about
   */
  long number(Tables tables, String purpose, ByteString subject);

  /** Numbers that follow from the store's own key. */
  static SecretNumbers ofStore() {
    return (tables, purpose, subject) -> hash(tables.tokenKey(), purpose, subject);
  }

  /** Numbers that follow from a seed: equal in every store, secret from those who lack the seed. */
  static SecretNumbers seeded(long seed) {
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    return (tables, purpose, subject) -> hash(key, purpose, subject);
  }

  private static long hash(byte[] key, String purpose, ByteString subject) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return ByteBuffer.wrap(mac.doFinal(subject.toByteArray())).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
