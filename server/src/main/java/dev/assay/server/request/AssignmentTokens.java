package dev.assay.server.request;

import dev.assay.server.failure.AssignmentNotFound;
import dev.assay.server.failure.TokenOutdated;
import dev.assay.server.store.AssignmentRow;
import dev.assay.server.store.Tables;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that prove a lease: the numbers of assignment and project, the store's incarnation and a
 * trace of when the lease began, encrypted as one block with the store's key. So a token shows
 * nothing of what it stands for (neither kind nor order of the assignments), needs no index to be
 * found by, and a made-up one names a project that does not exist.
 *
 * <p>A store that is restored from a backup gives the same numbers to other leases. Its incarnation
 * is another one then, and a token of before is known as such. Where nobody noticed that an older
 * file was put back, the time of the lease tells.
 */
public final class AssignmentTokens {
  private static final int BLOCK_BYTES = 16;

  /** The block: 2 bytes of time, 6 of the assignment, 4 of the incarnation, 4 of the project. */
  private static final int ASSIGNMENT_BITS = 48;

  private static final long ASSIGNMENT_MASK = (1L << ASSIGNMENT_BITS) - 1;
  private static final HexFormat HEX = HexFormat.of();

  /** A cipher costs more to make than to use: each thread keeps those of the key it used last. */
  private static final ThreadLocal<AssignmentTokens> LAST_USED = new ThreadLocal<>();

  private final byte[] key;
  private final int incarnation;
  private final Cipher encrypt;
  private final Cipher decrypt;

  /** The tokens of a store, for this thread. */
  public static AssignmentTokens of(Tables tables) {
    return of(tables.tokenKey(), tables.incarnation());
  }

  /**
   * The tokens of a key and an incarnation, for this thread.
   *
   * @param key 16 bytes
   */
  public static AssignmentTokens of(byte[] key, int incarnation) {
    AssignmentTokens tokens = LAST_USED.get();
    if (tokens == null || tokens.incarnation != incarnation || !Arrays.equals(tokens.key, key)) {
      tokens = new AssignmentTokens(key, incarnation);
      LAST_USED.set(tokens);
    }
    return tokens;
  }

  private AssignmentTokens(byte[] key, int incarnation) {
    this.key = key.clone();
    this.incarnation = incarnation;
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
   *
   * @param createdMillis when the lease began
   */
  public String token(long assignmentId, long projectId, long createdMillis) {
    byte[] block =
        ByteBuffer.allocate(BLOCK_BYTES)
            .putLong(head(assignmentId, createdMillis))
            .putInt(incarnation)
            .putInt(Math.toIntExact(projectId))
            .array();
    return HEX.formatHex(apply(encrypt, block));
  }

  private static long head(long assignmentId, long createdMillis) {
    if (assignmentId < 0 || assignmentId > ASSIGNMENT_MASK) {
      throw new IllegalArgumentException("no token has room for assignment " + assignmentId);
    }
    long trace = createdMillis ^ createdMillis >>> 16 ^ createdMillis >>> 32;
    return trace << ASSIGNMENT_BITS | assignmentId;
  }

  /**
   * The assignment of a token, in whatever state and whosever it is.
   *
   * @param index the token's place in the call, for the failures
   * @throws AssignmentNotFound when the project has none of that token
   * @throws TokenOutdated when the token was given before the store was restored
   */
  public AssignmentRow find(Tables tables, String token, long projectId, int index) {
    long head = head(token, projectId, index);
    long assignmentId = head & ASSIGNMENT_MASK;
    AssignmentRow row = tables.assignments().find(assignmentId);
    if (row == null
        || row.projectId() != projectId
        || head(assignmentId, row.createdMillis()) != head) {
      throw new TokenOutdated(index); // what is stored here never gave it
    }
    return row;
  }

  /** The assignment's number as the token has it, and in the highest bits the trace of the time. */
  long head(String token, long projectId, int index) {
    byte[] block = bytes(token);
    if (block == null) {
      throw new AssignmentNotFound(index);
    }
    ByteBuffer numbers = ByteBuffer.wrap(apply(decrypt, block));
    long head = numbers.getLong();
    int given = numbers.getInt();
    if (numbers.getInt() != projectId) {
      throw new AssignmentNotFound(index);
    }
    if (given != incarnation) {
      throw new TokenOutdated(index);
    }
    return head;
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
