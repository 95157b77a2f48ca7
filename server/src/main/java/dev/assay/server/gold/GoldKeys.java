package dev.assay.server.gold;

import com.google.protobuf.ByteString;
import dev.assay.server.answer.Answer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Right answers as they lie in the store: encrypted with a key that follows from the store's own,
 * so that neither a look at a table nor a part of a backup tells them. The nonce follows from the
 * item and the answer, so that the same answers of different items look different and no random
 * number is needed; it is never used for two different texts.
 */
final class GoldKeys {
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 16;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec secret;
  private final SecretKeySpec nonces;
  private final long projectId;

  /**
   * For the items of one project.
   *
   * @param storeKey the store's 16 bytes
   */
  GoldKeys(byte[] storeKey, long projectId) {
    this.secret = new SecretKeySpec(derived(storeKey, "gold key"), "AES");
    this.nonces = new SecretKeySpec(derived(storeKey, "gold nonce"), "HmacSHA256");
    this.projectId = projectId;
  }

  ByteString encrypt(int ordinal, Answer answer) {
    byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
    byte[] nonce = Arrays.copyOf(mac(nonces, subject(ordinal, text)), NONCE_BYTES);
    return ByteString.copyFrom(nonce)
        .concat(ByteString.copyFrom(run(Cipher.ENCRYPT_MODE, nonce, ordinal, text)));
  }

  Answer decrypt(int ordinal, ByteString encrypted) {
    byte[] nonce = encrypted.substring(0, NONCE_BYTES).toByteArray();
    byte[] text =
        run(Cipher.DECRYPT_MODE, nonce, ordinal, encrypted.substring(NONCE_BYTES).toByteArray());
    return new Answer(new String(text, StandardCharsets.UTF_8));
  }

  private byte[] run(int mode, byte[] nonce, int ordinal, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(subject(ordinal, new byte[0]));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of item " + ordinal + " cannot be read", e);
    }
  }

  private byte[] subject(int ordinal, byte[] text) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + text.length)
        .putLong(projectId)
        .putInt(ordinal)
        .put(text)
        .array();
  }

  private static byte[] derived(byte[] storeKey, String purpose) {
    SecretKeySpec key = new SecretKeySpec(storeKey, "HmacSHA256");
    return Arrays.copyOf(mac(key, purpose.getBytes(StandardCharsets.UTF_8)), KEY_BYTES);
  }

  private static byte[] mac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
