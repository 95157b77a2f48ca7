package dev.assay.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML, and JSON as a part of it, in which every value is the text that is written there, whatever
 * YAML would make of it.
 */
public final class YamlTexts {
  private static final int MAX_CODE_POINTS = 1 << 20;
  private static final int MAX_DEPTH = 8;

  private YamlTexts() {}

  /**
   * Maps, lists and texts; an empty text for an empty file.
   *
   * @throws IOException when the file cannot be read
   * @throws ConfigException when it is not YAML
   */
  public static Object read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object root = yaml().load(reader);
      return root == null ? "" : root;
    } catch (YAMLException e) {
      throw new ConfigException(
          file + " is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", ", "));
    }
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_CODE_POINTS);
    options.setNestingDepthLimit(MAX_DEPTH);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(unused), unused, options, new TextsOnly());
  }

  /** Takes no text for a number, a date or a truth value. */
  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // there are none
    }
  }
}
