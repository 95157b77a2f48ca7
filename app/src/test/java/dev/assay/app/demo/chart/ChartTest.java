package dev.assay.app.demo.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
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
    assertThat(first).isBetween(Frame.TOP, Frame.BOTTOM);
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
