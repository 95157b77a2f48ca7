package dev.assay.server.request;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that prove a lease: the numbers of assignment and project, encrypted as one block with the
 * store's key. So a token shows nothing of what it stands for (neither kind nor order of the
 * assignments), needs no index to be found by, and a made-up one names a project that does not
 * exist.
 */
public final class AssignmentTokens {
  private static final int BLOCK_BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  /** A cipher costs more to make than to use: each thread keeps those of the key it used last. */
  private static final ThreadLocal<AssignmentTokens> LAST_USED = new ThreadLocal<>();

  private final byte[] key;
  private final Cipher encrypt;
  private final Cipher decrypt;

  /**
   * The tokens of a key, for this thread.
   *
   * @param key 16 bytes
   */
  public static AssignmentTokens of(byte[] key) {
    AssignmentTokens tokens = LAST_USED.get();
    if (tokens == null || !Arrays.equals(tokens.key, key)) {
      tokens = new AssignmentTokens(key);
      LAST_USED.set(tokens);
    }
    return tokens;
  }

  private AssignmentTokens(byte[] key) {
    this.key = key.clone();
    try {
      SecretKeySpec secret = new SecretKeySpec(key, "AES");
      // One block, never two equal ones: the modes that hide repetitions have nothing to hide.
      encrypt = Cipher.getInstance("AES/ECB/NoPadding");
      encrypt.init(Cipher.ENCRYPT_MODE, secret);
      decrypt = Cipher.getInstance("AES/ECB/NoPadding");
      decrypt.init(Cipher.DECRYPT_MODE, secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES", e);
    }
  }

  /** Reports a text that cannot be a token. */
  public static void check(String token, String field, Violations violations) {
    violations.require(
        bytes(token) != null, field, "is no token; send back the token that NextBatch gave");
  }

  /**
   * The token of an assignment: 32 characters of 0-9 and a-f, so that none is taken for an option
   * of a command line.
   */
  public String token(long assignmentId, long projectId) {
    byte[] block =
        ByteBuffer.allocate(BLOCK_BYTES).putLong(assignmentId).putLong(projectId).array();
    return HEX.formatHex(apply(encrypt, block));
  }

  /** The assignment's number, or null when the token is of none in the project. */
  public @Nullable Long assignmentId(String token, long projectId) {
    byte[] block = bytes(token);
    if (block == null) {
      return null;
    }
    ByteBuffer numbers = ByteBuffer.wrap(apply(decrypt, block));
    long assignmentId = numbers.getLong();
    return numbers.getLong() == projectId ? assignmentId : null;
  }

  /**
   * The block of a token, or null. A block has one text: a token cannot be sent twice in disguise.
   */
  private static byte @Nullable [] bytes(String token) {
    boolean isHex = token.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    return isHex && token.length() == 2 * BLOCK_BYTES ? HEX.parseHex(token) : null;
  }

  private static byte[] apply(Cipher cipher, byte[] block) {
    try {
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("one block is always a whole number of blocks", e);
    }
  }
}
