package dev.assay.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads a configuration file: YAML in which "rpc.max-calls: 10" and "rpc:" with an indented
 * "max-calls: 10" are the same. Every value is the text that is written there, whatever YAML would
 * make of it.
 */
final class ConfigFile {
  private static final int MAX_CODE_POINTS = 1 << 20;
  private static final int MAX_DEPTH = 8;

  private ConfigFile() {}

  /**
   * Texts by key.
   *
   * @throws ConfigException when the file cannot be read
   */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      Object root = yaml().load(reader);
      if (root instanceof Map<?, ?> map) {
        flatten(file, "", map, values);
      } else if (root != null && !root.equals("")) {
        throw new ConfigException(file + " must hold settings as \"key: value\"");
      }
    } catch (IOException e) {
      throw new ConfigException("the configuration file " + file + " cannot be read: " + e);
    } catch (YAMLException e) {
      throw new ConfigException(
          file + " is not YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", ", "));
    }
    return values;
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

  private static void flatten(Path file, String prefix, Map<?, ?> map, Map<String, String> values) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = prefix + entry.getKey();
      Object value = entry.getValue();
      if (value instanceof Map<?, ?> nested) {
        flatten(file, key + ".", nested, values);
      } else if (value instanceof String text) {
        if (values.put(key, text) != null) {
          throw new ConfigException(file + " sets " + key + " twice");
        }
      } else {
        throw new ConfigException(file + " must hold one value for " + key);
      }
    }
  }

  /** Takes no text for a number, a date or a truth value. */
  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // there are none
    }
  }
}
