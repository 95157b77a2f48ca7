package dev.assay.client;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells targets that never leave this machine. */
final class Loopback {
  private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*:/+");
  private static final Pattern HOST =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

  private Loopback() {}

  static boolean is(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    return lower.startsWith("unix:")
        || HOST.matcher(SCHEME.matcher(lower).replaceFirst("")).matches();
  }
}
