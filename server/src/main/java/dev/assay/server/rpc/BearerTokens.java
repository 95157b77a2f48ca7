package dev.assay.server.rpc;

import dev.assay.server.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The tokens that open the server. Only their digests are kept. */
public final class BearerTokens {
  /** Shorter tokens are refused at the start: they can be guessed. */
  public static final int MIN_TOKEN_LENGTH = 16;

  private final List<byte[]> digests;

  private BearerTokens(List<byte[]> digests) {
    this.digests = digests;
  }

  /**
   * Reads a file with one token in a line; empty lines and lines that begin with "#" are skipped.
   *
   * @throws ConfigException when it cannot be read, or by every user of the machine; when it holds
   *     no token or one that is too short
   */
  public static BearerTokens read(Path file) {
    List<String> lines;
    try {
      SecretFiles.checkWhoReads("token-file", file);
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException("token-file " + file + " cannot be read: " + e);
    }
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String token = lines.get(i).strip();
      if (token.isEmpty() || token.startsWith("#")) {
        continue;
      }
      if (token.length() < MIN_TOKEN_LENGTH || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new ConfigException(
            "token-file %s, line %d: a token must be %d or more visible ASCII characters"
                .formatted(file, i + 1, MIN_TOKEN_LENGTH));
      }
      digests.add(digest(token));
    }
    if (digests.isEmpty()) {
      throw new ConfigException("token-file " + file + " holds no token");
    }
    return new BearerTokens(digests);
  }

  /** One token that is known only to this process. */
  public static BearerTokens of(String token) {
    return new BearerTokens(List.of(digest(token)));
  }

  /** Whether it is one of the tokens. Takes the same time for each that is not. */
  boolean contains(String token) {
    byte[] digest = digest(token);
    boolean found = false;
    for (byte[] known : digests) {
      found |= MessageDigest.isEqual(known, digest);
    }
    return found;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
