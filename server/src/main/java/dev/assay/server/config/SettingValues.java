package dev.assay.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The value of every setting and where it came from. Immutable. */
public final class SettingValues {
  /** The source of a value that nothing set. */
  public static final String DEFAULT_SOURCE = "default";

  private final Map<Setting<?>, Given> given;

  /**
   * @param text as it was written
   * @param source where, for people: "default", "assay.yaml", "ASSAY_STORE", "--store"
   */
  record Given(String text, String source) {}

  SettingValues(Map<Setting<?>, Given> given) {
    this.given = new HashMap<>(given);
  }

  private Given given(Setting<?> setting) {
    return given.getOrDefault(setting, new Given(setting.defaultText(), DEFAULT_SOURCE));
  }

  /**
   * The value of a setting.
   *
   * @throws ConfigException when its text cannot be read
   */
  <T> T get(Setting<T> setting) {
    Given found = given(setting);
    try {
      return setting.type().parser().apply(found.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          setting.key()
              + " "
              + e.getMessage()
              + "; it is \""
              + found.text()
              + "\" (from "
              + found.source()
              + ")");
    }
  }

  /** The text and source of every setting, in the order of the table. */
  public List<Entry> entries() {
    return Settings.all().stream()
        .map(
            setting -> {
              Given found = given(setting);
              return new Entry(setting.key(), found.text(), found.source());
            })
        .toList();
  }

  /** One line of the effective configuration. No setting holds a secret: files do. */
  public record Entry(String key, String text, String source) {}
}
