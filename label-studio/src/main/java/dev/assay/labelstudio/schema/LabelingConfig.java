package dev.assay.labelstudio.schema;

import dev.assay.labelstudio.schema.LabelMapping.Control;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Reads a labelling configuration. One of its controls is what Assay asks for; others (a comment
 * field, say) may stand beside it and are not read.
 *
 * <p>Mapped are Choices (single, single-radio and multiple), Rating and Taxonomy with the paths to
 * its leaves as classes. Not mapped, because no list of classes stands in the configuration or the
 * answer is not about the whole task: choices from task data, nested choices, regions and items.
 */
public final class LabelingConfig {
  /** What the contract allows. */
  static final int MAX_CLASSES = 1000;

  static final int MAX_CLASS_NAME_LENGTH = 100;
  private static final int DEFAULT_MAX_RATING = 5;

  private LabelingConfig() {}

  /**
   * Finds the control and its classes.
   *
   * @param controlName which control, or null where only one can be meant
   * @throws UnmappableConfigException if there is no such control or it has no label schema
   */
  public static LabelMapping map(String xml, @Nullable String controlName) {
    List<Element> found = new ArrayList<>();
    collect(parse(xml), found);
    List<Element> named =
        found.stream()
            .filter(e -> controlName == null || e.getAttribute("name").equals(controlName))
            .toList();
    if (named.size() != 1) {
      throw new UnmappableConfigException(ambiguous(found, controlName));
    }
    Element control = named.get(0);
    for (String part : List.of("perRegion", "perItem")) {
      if (control.getAttribute(part).equals("true")) {
        throw unmappable(control, "is " + part + "; Assay asks one question about a whole task");
      }
    }
    return switch (control.getTagName()) {
      case "Choices" -> choices(control);
      case "Rating" -> rating(control);
      default -> taxonomy(control);
    };
  }

  private static String ambiguous(List<Element> found, @Nullable String controlName) {
    String names =
        found.stream()
            .map(e -> e.getTagName() + " \"" + e.getAttribute("name") + "\"")
            .collect(Collectors.joining(", "));
    String there = names.isEmpty() ? "it has none of them" : "it has " + names;
    return controlName == null
        ? "the labelling configuration must have one Choices, Rating or Taxonomy, and "
            + there
            + (names.isEmpty() ? "" : "; say which one with --control")
        : "the labelling configuration has no Choices, Rating or Taxonomy \""
            + controlName
            + "\": "
            + there;
  }

  private static LabelMapping choices(Element control) {
    requireStatic(control);
    List<String> names = new ArrayList<>();
    for (Element choice : children(control, "Choice")) {
      if (!children(choice, "Choice").isEmpty()) {
        throw unmappable(control, "has nested choices; use a Taxonomy");
      }
      names.add(name(choice));
    }
    boolean multiple = control.getAttribute("choice").equals("multiple");
    return checked(control, Control.CHOICES, multiple, names);
  }

  private static LabelMapping rating(Element control) {
    String max = control.getAttribute("maxRating");
    int count;
    try {
      count = max.isEmpty() ? DEFAULT_MAX_RATING : Integer.parseInt(max);
    } catch (NumberFormatException e) {
      throw unmappable(control, "has a maxRating that is no number");
    }
    List<String> names = new ArrayList<>();
    for (int stars = 1; stars <= Math.min(count, MAX_CLASSES + 1); stars++) {
      names.add(Integer.toString(stars));
    }
    return checked(control, Control.RATING, false, names);
  }

  private static LabelMapping taxonomy(Element control) {
    requireStatic(control);
    if (!control.getAttribute("apiUrl").isEmpty()) {
      throw unmappable(control, "takes its choices from a server; write them in the configuration");
    }
    List<String> leaves = new ArrayList<>();
    leaves(control, "", leaves);
    boolean single = control.getAttribute("maxUsages").equals("1");
    return checked(control, Control.TAXONOMY, !single, leaves);
  }

  private static void leaves(Element parent, String path, List<String> leaves) {
    for (Element choice : children(parent, "Choice")) {
      String name = path.isEmpty() ? name(choice) : path + LabelMapping.LEVELS + name(choice);
      if (children(choice, "Choice").isEmpty()) {
        leaves.add(name);
      } else {
        leaves(choice, name, leaves);
      }
    }
  }

  private static LabelMapping checked(
      Element control, Control kind, boolean isMultiLabel, List<String> names) {
    if (names.size() < 2 || names.size() > MAX_CLASSES) {
      throw unmappable(
          control, "has " + names.size() + " classes; Assay takes 2 to " + MAX_CLASSES);
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw unmappable(control, "has a class twice");
    }
    for (String name : names) {
      if (name.isEmpty() || name.codePointCount(0, name.length()) > MAX_CLASS_NAME_LENGTH) {
        throw unmappable(
            control, "has a class whose name is not 1 to " + MAX_CLASS_NAME_LENGTH + " characters");
      }
    }
    return new LabelMapping(control.getAttribute("name"), kind, isMultiLabel, List.copyOf(names));
  }

  /** Results hold the alias where there is one. */
  private static String name(Element choice) {
    String alias = choice.getAttribute("alias");
    return alias.isEmpty() ? choice.getAttribute("value") : alias;
  }

  private static void requireStatic(Element control) {
    if (control.getAttribute("value").startsWith("$")) {
      throw unmappable(
          control, "takes its choices from each task; write them in the configuration");
    }
  }

  private static UnmappableConfigException unmappable(Element control, String why) {
    return new UnmappableConfigException(
        control.getTagName() + " \"" + control.getAttribute("name") + "\" " + why);
  }

  private static void collect(Element element, List<Element> found) {
    for (Control control : Control.values()) {
      if (element.getTagName().equals(control.tag())) {
        found.add(element);
      }
    }
    NodeList nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element child) {
        collect(child, found);
      }
    }
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element child && child.getTagName().equals(tag)) {
        children.add(child);
      }
    }
    return children;
  }

  private static Element parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // The configuration is anybody's text: it names no file and no entity of its own.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new UnmappableConfigException(
          "the labelling configuration cannot be read: " + e.getMessage());
    }
  }
}
