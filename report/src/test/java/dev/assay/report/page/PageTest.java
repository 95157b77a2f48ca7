package dev.assay.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.TextTable;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class PageTest {
  private static final String ODD = "<script>\u0000\u0085\uD800\"&']]>";
  private static final String SHOWN = "<script>\uFFFD\uFFFD\uFFFD\"&']]>";

  @Test
  void whateverItIsGivenIsShownAndNeverTakenForMarkup() throws Exception {
    Document page =
        parse(
            new Page(ODD)
                .heading(ODD)
                .contents(List.of(ODD))
                .section(ODD)
                .words(ODD)
                .withheld(ODD)
                .list(List.of(ODD))
                .table(new TextTable(ODD).row(ODD))
                .html());
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    for (String tag : List.of("title", "h1", "h2", "p", "li", "th", "td")) {
      assertThat(page.getElementsByTagName(tag).item(0).getTextContent()).isEqualTo(SHOWN);
    }
  }

  @Test
  void contentsLeadToTheirSections() throws Exception {
    Document page =
        parse(new Page("a").contents(List.of("How good it is")).section("How good it is").html());
    Element link = (Element) page.getElementsByTagName("a").item(0);
    Element section = (Element) page.getElementsByTagName("h2").item(0);
    assertThat(link.getAttribute("href")).isEqualTo("#" + section.getAttribute("id"));
  }

  @Test
  void columnsOfNumbersAreToldFromWords() throws Exception {
    Document page = parse(new Page("a").table(new TextTable("A", "B").row("x", 1.5)).html());
    assertThat(((Element) page.getElementsByTagName("td").item(0)).getAttribute("class"))
        .isEqualTo("words");
    assertThat(((Element) page.getElementsByTagName("td").item(1)).getAttribute("class")).isEmpty();
  }

  /** Well-formed, but for the line before it that browsers want. */
  private static Document parse(String html) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(
        new ByteArrayInputStream(
            html.replace("<!DOCTYPE html>\n", "").getBytes(StandardCharsets.UTF_8)));
  }
}
