package dev.assay.report.page;

import dev.assay.report.TextTable;
import dev.assay.report.Xml;
import dev.assay.report.plot.Chart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One page with everything in it, which loads nothing and runs nothing: headings, words, charts and
 * tables in the order in which they are added. Its text is well-formed XML, so that any reader can
 * take it apart; whatever it is given is shown as it is, and never taken for markup.
 */
public final class Page {
  private static final String STYLE_FILE = "page.css";

  private final String title;
  private final StringBuilder body = new StringBuilder();

  /** A page of which nothing but the title that browsers show is there. */
  public Page(String title) {
    this.title = title;
  }

  /** What the page is about, once at its top. */
  public Page heading(String words) {
    body.append("<h1>").append(Xml.escape(words)).append("</h1>\n");
    return this;
  }

  /** Links to sections that follow, by their titles. */
  public Page contents(List<String> titles) {
    body.append("<nav aria-label=\"sections\"><ul>\n");
    for (String section : titles) {
      body.append("<li><a href=\"#").append(id(section)).append("\">");
      body.append(Xml.escape(section)).append("</a></li>\n");
    }
    body.append("</ul></nav>\n");
    return this;
  }

  /** Begins a section; no two have the same title. */
  public Page section(String words) {
    body.append("<h2 id=\"").append(id(words)).append("\">");
    body.append(Xml.escape(words)).append("</h2>\n");
    return this;
  }

  /** A paragraph. */
  public Page words(String words) {
    body.append("<p>").append(Xml.escape(words)).append("</p>\n");
    return this;
  }

  /** A paragraph that says why something is not shown. */
  public Page withheld(String reason) {
    body.append("<p class=\"withheld\">").append(Xml.escape(reason)).append("</p>\n");
    return this;
  }

  /** A list of lines. */
  public Page list(List<String> lines) {
    body.append("<ul>\n");
    lines.forEach(line -> body.append("<li>").append(Xml.escape(line)).append("</li>\n"));
    body.append("</ul>\n");
    return this;
  }

  /** A chart with the words below it. */
  public Page figure(Chart chart, String caption) {
    body.append("<figure>\n").append(chart.svg());
    body.append("<figcaption>").append(Xml.escape(caption)).append("</figcaption>\n</figure>\n");
    return this;
  }

  /** A table. Where the page is too narrow for columns, each cell says what it is. */
  public Page table(TextTable table) {
    List<String> headers = table.headers();
    body.append("<table>\n<thead><tr>");
    for (int column = 0; column < headers.size(); column++) {
      body.append("<th").append(style(table, column)).append('>');
      body.append(Xml.escape(headers.get(column))).append("</th>");
    }
    body.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      body.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        body.append("<td").append(style(table, column)).append(" data-heading=\"");
        body.append(Xml.escape(headers.get(column))).append("\"><span>");
        body.append(Xml.escape(row.get(column))).append("</span></td>");
      }
      body.append("</tr>\n");
    }
    body.append("</tbody>\n</table>\n");
    return this;
  }

  /** The whole page. */
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + Xml.escape(title)
        + "</title>\n<style>\n"
        + style()
        + "</style>\n</head>\n<body>\n"
        + body
        + "</body>\n</html>\n";
  }

  private static String style(TextTable table, int column) {
    return table.isNumeric(column) ? "" : " class=\"words\"";
  }

  private static String id(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  private static String style() {
    try (InputStream file = Page.class.getResourceAsStream(STYLE_FILE)) {
      if (file == null) {
        throw new IllegalStateException(STYLE_FILE + " is not in the jar; build it again");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
