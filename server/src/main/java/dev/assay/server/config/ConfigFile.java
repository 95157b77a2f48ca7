package dev.assay.server.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a configuration file: YAML in which "rpc.max-calls: 10" and "rpc:" with an indented
 * "max-calls: 10" are the same. Every value is the text that is written there, whatever YAML would
 * make of it.
 */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * Texts by key.
   *
   * @throws ConfigException when the file cannot be read
   */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      Object root = YamlTexts.read(file);
      if (root instanceof Map<?, ?> map) {
        flatten(file, "", map, values);
      } else if (!root.equals("")) {
        throw new ConfigException(file + " must hold settings as \"key: value\"");
      }
    } catch (IOException e) {
      throw new ConfigException("the configuration file " + file + " cannot be read: " + e);
    }
    return values;
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
}
