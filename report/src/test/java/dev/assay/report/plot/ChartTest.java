package dev.assay.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ChartTest {
  private static final double[] X = {1, 2, 3};

  @Test
  void pictureIsWellFormedAndHoldsEveryMark() throws Exception {
    Document svg = parse(chart("a & <b>").svg());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("polygon").getLength()).isEqualTo(1);
    assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3 + 2); // two in the legend
    assertThat(texts(svg)).contains("a & <b>", "round", "accuracy", "band", "bars");
  }

  @Test
  void largerValuesAreHigherUp() throws Exception {
    Document svg = parse(chart("line").svg());
    NodeList dots = svg.getElementsByTagName("circle");
    double first = Double.parseDouble(((Element) dots.item(0)).getAttribute("cy"));
    double last = Double.parseDouble(((Element) dots.item(2)).getAttribute("cy"));
    assertThat(last).isLessThan(first);
    assertThat(first).isBetween(44.0, 326.0);
  }

  @Test
  void bandWithoutPointsIsDrawnAsNothing() throws Exception {
    double[] none = {};
    Chart empty =
        new Chart(
            "empty",
            Axis.counting("round", 1),
            Axis.covering("accuracy", 0, 1),
            List.of(
                new Mark.Band("band", "first", none, none, none),
                new Mark.Line("line", "first", none, none, true)));
    assertThat(parse(empty.svg()).getElementsByTagName("circle").getLength()).isZero();
  }

  @Test
  void aLegendOfManyNamesGoesOnInFurtherLines() throws Exception {
    Chart chart =
        new Chart(
            "many",
            Axis.counting("round", 3),
            Axis.covering("accuracy", 0, 1),
            IntStream.range(0, 12)
                .mapToObj(i -> (Mark) new Mark.Line("a line of number " + i, "first", X, X, false))
                .toList());
    NodeList texts = parse(chart.svg()).getElementsByTagName("text");
    List<Element> names =
        IntStream.range(0, texts.getLength())
            .mapToObj(i -> (Element) texts.item(i))
            .filter(text -> text.getAttribute("class").equals("legend"))
            .toList();
    assertThat(names).hasSize(12);
    assertThat(names.stream().map(name -> name.getAttribute("y")).distinct()).hasSize(4);
    assertThat(names).allSatisfy(ChartTest::isWithin);
  }

  private static void isWithin(Element name) {
    double end = Double.parseDouble(name.getAttribute("x")) + 6.9 * name.getTextContent().length();
    assertThat(end).isLessThan(720);
  }

  @Test
  void aChartForAPageIsTheSameLetterForLetter() {
    double[] x = {1, 2};
    Chart chart =
        new Chart(
            "What \"it\" shows",
            Axis.counting("round", 2),
            Axis.covering("accuracy", 0, 1),
            List.of(
                new Mark.Bars("bars", "first", x, new double[2], new double[] {0.1, 0.2}),
                new Mark.Band("band", "first", x, new double[] {0.3, 0.4}, new double[] {0.5, 0.6}),
                new Mark.Line("line", "second", x, new double[] {0.4, 0.5}, true)));
    assertThat(chart.svg())
        .isEqualTo(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 380" role="img" aria-label="What &quot;it&quot; shows">
            <line class="grid" x1="64.0" y1="326.0" x2="704.0" y2="326.0"/>
            <text class="tick end" x="56.0" y="330.0">0.0</text>
            <line class="grid" x1="64.0" y1="269.6" x2="704.0" y2="269.6"/>
            <text class="tick end" x="56.0" y="273.6">0.2</text>
            <line class="grid" x1="64.0" y1="213.2" x2="704.0" y2="213.2"/>
            <text class="tick end" x="56.0" y="217.2">0.4</text>
            <line class="grid" x1="64.0" y1="156.8" x2="704.0" y2="156.8"/>
            <text class="tick end" x="56.0" y="160.8">0.6</text>
            <line class="grid" x1="64.0" y1="100.4" x2="704.0" y2="100.4"/>
            <text class="tick end" x="56.0" y="104.4">0.8</text>
            <line class="grid" x1="64.0" y1="44.0" x2="704.0" y2="44.0"/>
            <text class="tick end" x="56.0" y="48.0">1.0</text>
            <rect class="bar first" x="225.5" y="297.8" width="26.0" height="28.2"/>
            <rect class="bar first" x="516.5" y="269.6" width="26.0" height="56.4"/>
            <polygon class="area first" points="238.5,241.4 529.5,213.2 529.5,156.8 238.5,185.0"/>
            <line class="whisker first" x1="238.5" y1="241.4" x2="238.5" y2="185.0"/>
            <line class="whisker first" x1="529.5" y1="213.2" x2="529.5" y2="156.8"/>
            <polyline class="line second" points="238.5,213.2 529.5,185.0"/>
            <circle class="dot second" cx="238.5" cy="213.2" r="3.2"/>
            <circle class="dot second" cx="529.5" cy="185.0" r="3.2"/>
            <line class="axis" x1="64.0" y1="326.0" x2="704.0" y2="326.0"/>
            <line class="axis" x1="238.5" y1="326.0" x2="238.5" y2="331.0"/>
            <text class="tick middle" x="238.5" y="346.0">1</text>
            <line class="axis" x1="529.5" y1="326.0" x2="529.5" y2="331.0"/>
            <text class="tick middle" x="529.5" y="346.0">2</text>
            <text class="title middle" x="384.0" y="370.0">round</text>
            <text class="title middle" transform="translate(14.0 185.0) rotate(-90)">accuracy</text>
            <rect class="bar first" x="64.0" y="12.0" width="18.0" height="12.0"/>
            <text class="legend" x="88.0" y="22.0">bars</text>
            <rect class="area first" x="135.6" y="12.0" width="18.0" height="12.0"/>
            <text class="legend" x="159.6" y="22.0">band</text>
            <line class="line second" x1="207.2" y1="18.0" x2="225.2" y2="18.0"/>
            <text class="legend" x="231.2" y="22.0">line</text>
            </svg>
            """);
  }

  @Test
  void aPictureOfItsOwnIsTheSameLetterForLetter() {
    double[] x = {10, 20};
    Chart chart =
        new Chart(
            "Error by labels",
            new Axis("labels", 10, 20, List.of(BigDecimal.TEN, BigDecimal.valueOf(20))),
            Axis.covering("error", 0, 0.3),
            List.of(
                new Mark.Line("", "reference", x, new double[] {0.1, 0.1}, false),
                new Mark.Whiskers("s0", x, new double[] {0.1, 0}, new double[] {0.3, 0.1}),
                new Mark.Line("margin", "s0", x, new double[] {0.2, 0.05}, true),
                new Mark.Line("random", "s1", x, new double[] {0.25, 0.1}, true)));
    assertThat(chart.picture(".ground{fill:#fff}"))
        .isEqualTo(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 354" role="img" aria-label="Error by labels">
            <style>.ground{fill:#fff}</style>
            <rect class="ground" x="0.0" y="0.0" width="1000.0" height="354.0"/>
            <text class="heading" x="64.0" y="20.0">Error by labels</text>
            <line class="grid" x1="64.0" y1="300.0" x2="560.0" y2="300.0"/>
            <text class="tick end" x="56.0" y="304.0">0.00</text>
            <line class="grid" x1="64.0" y1="255.7" x2="560.0" y2="255.7"/>
            <text class="tick end" x="56.0" y="259.7">0.05</text>
            <line class="grid" x1="64.0" y1="211.3" x2="560.0" y2="211.3"/>
            <text class="tick end" x="56.0" y="215.3">0.10</text>
            <line class="grid" x1="64.0" y1="167.0" x2="560.0" y2="167.0"/>
            <text class="tick end" x="56.0" y="171.0">0.15</text>
            <line class="grid" x1="64.0" y1="122.7" x2="560.0" y2="122.7"/>
            <text class="tick end" x="56.0" y="126.7">0.20</text>
            <line class="grid" x1="64.0" y1="78.3" x2="560.0" y2="78.3"/>
            <text class="tick end" x="56.0" y="82.3">0.25</text>
            <line class="grid" x1="64.0" y1="34.0" x2="560.0" y2="34.0"/>
            <text class="tick end" x="56.0" y="38.0">0.30</text>
            <polyline class="line reference" points="64.0,211.3 560.0,211.3"/>
            <line class="whisker s0" x1="64.0" y1="211.3" x2="64.0" y2="34.0"/>
            <line class="whisker s0" x1="560.0" y1="300.0" x2="560.0" y2="211.3"/>
            <polyline class="line s0" points="64.0,122.7 560.0,255.7"/>
            <circle class="dot s0" cx="64.0" cy="122.7" r="3.2"/>
            <circle class="dot s0" cx="560.0" cy="255.7" r="3.2"/>
            <polyline class="line s1" points="64.0,78.3 560.0,211.3"/>
            <circle class="dot s1" cx="64.0" cy="78.3" r="3.2"/>
            <circle class="dot s1" cx="560.0" cy="211.3" r="3.2"/>
            <line class="axis" x1="64.0" y1="300.0" x2="560.0" y2="300.0"/>
            <line class="axis" x1="64.0" y1="300.0" x2="64.0" y2="305.0"/>
            <text class="tick middle" x="64.0" y="320.0">10</text>
            <line class="axis" x1="560.0" y1="300.0" x2="560.0" y2="305.0"/>
            <text class="tick middle" x="560.0" y="320.0">20</text>
            <text class="title middle" x="312.0" y="344.0">labels</text>
            <text class="title middle" transform="translate(14.0 167.0) rotate(-90)">error</text>
            <line class="line s0" x1="580.0" y1="34.0" x2="598.0" y2="34.0"/>
            <text class="legend" x="604.0" y="38.0">margin</text>
            <line class="line s1" x1="580.0" y1="51.0" x2="598.0" y2="51.0"/>
            <text class="legend" x="604.0" y="55.0">random</text>
            </svg>
            """);
  }

  private static Chart chart(String name) {
    return new Chart(
        "What \"it\" shows",
        Axis.counting("round", 3),
        Axis.covering("accuracy", 0, 1),
        List.of(
            new Mark.Bars("bars", "first", X, new double[3], new double[] {0.1, 0.2, 0.3}),
            new Mark.Band("band", "first", X, new double[3], new double[] {1, 1, 1}),
            new Mark.Line(name, "second", X, new double[] {0.2, 0.5, 0.9}, true)));
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
