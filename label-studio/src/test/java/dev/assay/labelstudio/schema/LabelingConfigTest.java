package dev.assay.labelstudio.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.assay.v1.LabelSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelingConfigTest {
  private static LabelMapping map(String controls) {
    return LabelingConfig.map("<View><Text name=\"t\" value=\"$t\"/>" + controls + "</View>", null);
  }

  private static JsonArray result(String control, String value) {
    return JsonParser.parseString("[{\"from_name\":\"" + control + "\",\"value\":" + value + "}]")
        .getAsJsonArray();
  }

  private static String choices(String attributes, String... names) {
    StringBuilder xml = new StringBuilder("<Choices name=\"c\" toName=\"t\" " + attributes + ">");
    for (String name : names) {
      xml.append("<Choice value=\"").append(name).append("\"/>");
    }
    return xml.append("</Choices>").toString();
  }

  @Test
  void singleChoicesAreClasses() throws Exception {
    LabelMapping mapping = map(choices("choice=\"single-radio\"", "yes", "no"));
    assertThat(mapping.schema().getKind()).isEqualTo(LabelSchema.Kind.KIND_MULTICLASS);
    assertThat(mapping.classNames()).containsExactly("yes", "no");
    assertThat(mapping.answer(result("c", "{\"choices\":[\"no\"]}"))).containsExactly("no");
  }

  @Test
  void multipleChoicesAreAnySubset() throws Exception {
    LabelMapping mapping = map(choices("choice=\"multiple\"", "a", "b", "c"));
    assertThat(mapping.schema().getKind()).isEqualTo(LabelSchema.Kind.KIND_MULTI_LABEL);
    assertThat(mapping.answer(result("c", "{\"choices\":[\"c\",\"a\"]}")))
        .containsExactly("c", "a");
    assertThat(mapping.answer(new JsonArray())).isEmpty();
  }

  @Test
  void anAliasIsWhatResultsHold() {
    LabelMapping mapping =
        map(
            "<Choices name=\"c\" toName=\"t\"><Choice value=\"Yes, it is\" alias=\"y\"/>"
                + "<Choice value=\"n\"/></Choices>");
    assertThat(mapping.classNames()).containsExactly("y", "n");
  }

  @Test
  void starsAreClasses() throws Exception {
    LabelMapping mapping = map("<Rating name=\"c\" toName=\"t\" maxRating=\"3\"/>");
    assertThat(mapping.classNames()).containsExactly("1", "2", "3");
    assertThat(mapping.answer(result("c", "{\"rating\":2}"))).containsExactly("2");
    assertThat(map("<Rating name=\"c\" toName=\"t\"/>").classNames()).hasSize(5);
  }

  @Test
  void leavesOfATaxonomyAreClasses() throws Exception {
    LabelMapping mapping =
        map(
            "<Taxonomy name=\"c\" toName=\"t\" maxUsages=\"1\"><Choice value=\"animal\">"
                + "<Choice value=\"cat\"/><Choice value=\"dog\"/></Choice>"
                + "<Choice value=\"plant\"/></Taxonomy>");
    assertThat(mapping.classNames()).containsExactly("animal > cat", "animal > dog", "plant");
    assertThat(mapping.answer(result("c", "{\"taxonomy\":[[\"animal\",\"dog\"]]}")))
        .containsExactly("animal > dog");
    assertThatThrownBy(() -> mapping.answer(result("c", "{\"taxonomy\":[[\"animal\"]]}")))
        .isInstanceOf(UnmappableAnswerException.class)
        .hasMessageContaining("no class");
  }

  @Test
  void anAnswerThatIsNoneIsRefused() {
    LabelMapping mapping = map(choices("", "a", "b"));
    for (JsonArray none :
        List.of(
            new JsonArray(),
            result("c", "{\"choices\":[\"a\",\"b\"]}"),
            result("c", "{\"choices\":[\"x\"]}"),
            result("other", "{\"choices\":[\"a\"]}"))) {
      assertThatThrownBy(() -> mapping.answer(none)).isInstanceOf(UnmappableAnswerException.class);
    }
  }

  @Test
  void oneOfSeveralControlsIsNamed() {
    String two = choices("", "a", "b") + "<Rating name=\"stars\" toName=\"t\"/>";
    assertThatThrownBy(() -> map(two))
        .isInstanceOf(UnmappableConfigException.class)
        .hasMessageContaining("Choices \"c\", Rating \"stars\"")
        .hasMessageContaining("--control");
    String xml = "<View>" + two + "</View>";
    assertThat(LabelingConfig.map(xml, "stars").classNames()).hasSize(5);
    assertThatThrownBy(() -> LabelingConfig.map(xml, "x"))
        .isInstanceOf(UnmappableConfigException.class);
  }

  @Test
  void whatHasNoListOfClassesIsRefusedWithTheReason() {
    record Case(String config, String reason) {}
    for (Case each :
        List.of(
            new Case("<TextArea name=\"x\" toName=\"t\"/>", "none of them"),
            new Case(choices("value=\"$options\"", "a", "b"), "from each task"),
            new Case(choices("perRegion=\"true\"", "a", "b"), "perRegion"),
            new Case(choices("", "a"), "1 classes"),
            new Case(choices("", "a", "a"), "twice"),
            new Case("<Taxonomy name=\"x\" toName=\"t\" apiUrl=\"http://h\"/>", "from a server"),
            new Case(
                "<Choices name=\"c\"><Choice value=\"a\"><Choice value=\"b\"/></Choice>"
                    + "</Choices>",
                "nested"),
            new Case("<Rating name=\"c\" maxRating=\"many\"/>", "no number"))) {
      assertThatThrownBy(() -> map(each.config()))
          .isInstanceOf(UnmappableConfigException.class)
          .hasMessageContaining(each.reason());
    }
    assertThatThrownBy(() -> LabelingConfig.map("<View>", null))
        .isInstanceOf(UnmappableConfigException.class);
    assertThatThrownBy(
            () ->
                LabelingConfig.map(
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><View>&e;</View>",
                    null))
        .isInstanceOf(UnmappableConfigException.class);
  }
}
