package dev.assay.server.demo.chart;

import java.util.Locale;

/** Writes elements of SVG. Coordinates are rounded to a tenth, the same in every region. */
final class Svg {
  private final StringBuilder text = new StringBuilder();

  /** The text with what XML reserves escaped. */
  static String escape(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** An element without content. Attributes are names and values in turn. */
  Svg leaf(String name, Object... attributes) {
    text.append('<').append(name);
    attributes(attributes);
    text.append("/>\n");
    return this;
  }

  Svg open(String name, Object... attributes) {
    text.append('<').append(name);
    attributes(attributes);
    text.append(">\n");
    return this;
  }

  Svg close(String name) {
    text.append("</").append(name).append(">\n");
    return this;
  }

  /** An element that holds words. */
  Svg words(String name, String words, Object... attributes) {
    text.append('<').append(name);
    attributes(attributes);
    text.append('>').append(escape(words)).append("</").append(name).append(">\n");
    return this;
  }

  private void attributes(Object... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String shown = value instanceof Double number ? number(number) : String.valueOf(value);
      text.append(' ').append(attributes[i]).append("=\"").append(escape(shown)).append('"');
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
