package dev.assay.report;

/** Text within XML and HTML. */
public final class Xml {
  private Xml() {}

  /**
   * The text as it stands in an element or in an attribute with double quotes. Characters that XML
   * cannot hold, such as the control ones, are replaced by U+FFFD.
   */
  public static String escape(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length() + 16);
    raw.codePoints().forEach(codePoint -> add(escaped, codePoint));
    return escaped.toString();
  }

  private static void add(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      default -> escaped.appendCodePoint(isAllowed(codePoint) ? codePoint : 0xFFFD);
    }
  }

  /** Char of XML 1.0, section 2.2, without what HTML takes for errors. */
  private static boolean isAllowed(int codePoint) {
    return codePoint == '\t'
        || codePoint == '\n'
        || (codePoint >= 0x20 && codePoint < 0x7F)
        || (codePoint >= 0xA0 && codePoint < 0xD800)
        || (codePoint > 0xDFFF && (codePoint & 0xFFFE) != 0xFFFE);
  }
}
