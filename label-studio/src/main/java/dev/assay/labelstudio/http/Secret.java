package dev.assay.labelstudio.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A text that must not be seen: it prints as stars. */
public final class Secret {
  private static final int RANDOM_BYTES = 24;

  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** A new one that nobody can guess. */
  public static Secret random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** The text itself, to be sent and nothing else. */
  public String reveal() {
    return text;
  }

  /** Whether the text is the secret; takes as long for a near miss as for any other. */
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "***";
  }
}
