package dev.assay.labelstudio.http;

import dev.assay.client.TokenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The token of a Label Studio user, as its account page shows it.
 *
 * @param token the token
 * @param isPersonal whether it is a personal access token, which only buys access tokens that live
 *     300 seconds; else a legacy token, sent as it is
 */
public record Credentials(Secret token, boolean isPersonal) {

  /**
   * Reads the file's token.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no token, or every user of the machine can read it
   */
  public static Credentials read(Path file) throws IOException {
    return of(TokenFile.read(file));
  }

  /** Tells the two kinds apart: personal access tokens are signed documents of three parts. */
  public static Credentials of(String token) {
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "the token file must hold one token and nothing else: copy it from Account & Settings"
              + " in Label Studio");
    }
    return new Credentials(new Secret(token), isSigned(token));
  }

  private static boolean isSigned(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      return new String(
              Base64.getUrlDecoder().decode(parts[0]), java.nio.charset.StandardCharsets.UTF_8)
          .startsWith("{");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
