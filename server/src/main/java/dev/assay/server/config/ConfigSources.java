package dev.assay.server.config;

import dev.assay.server.config.SettingValues.Given;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects settings from the file, the environment and flags, each overriding the one before. */
public final class ConfigSources {
  /** Names the configuration file where no flag does. */
  public static final String FILE_VARIABLE = Setting.VARIABLE_PREFIX + "CONFIG";

  /** Variables of the same prefix that are read by others: the launcher and the tests. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(FILE_VARIABLE, "ASSAY_JAVA_OPTS", "ASSAY_SHARED_DATA");

  private ConfigSources() {}

  /**
   * The value of every setting.
   *
   * @param file the configuration file, if any
   * @param environment the process's variables
   * @param flags texts of settings from the command line
   * @throws ConfigException when a source names a setting that there is not
   */
  public static SettingValues collect(
      Optional<Path> file, Map<String, String> environment, Map<Setting<?>, String> flags) {
    Map<Setting<?>, Given> given = new HashMap<>();
    file.ifPresent(path -> addFile(path, given));
    addEnvironment(environment, given);
    flags.forEach((setting, text) -> given.put(setting, new Given(text, setting.flag())));
    return new SettingValues(given);
  }

  /**
   * The value of every setting for a server inside another program, which names some by their keys.
   *
   * @throws ConfigException when it names a setting that there is not
   */
  public static SettingValues inProgram(Map<String, String> texts) {
    Map<Setting<?>, Given> given = new HashMap<>();
    addByKey("the program", texts, given);
    return new SettingValues(given);
  }

  private static void addFile(Path file, Map<Setting<?>, Given> given) {
    addByKey(file.toString(), ConfigFile.read(file), given);
  }

  private static void addByKey(
      String source, Map<String, String> texts, Map<Setting<?>, Given> given) {
    Map<String, Setting<?>> byKey = new TreeMap<>();
    Settings.all().forEach(setting -> byKey.put(setting.key(), setting));
    texts.forEach(
        (key, text) -> {
          Setting<?> setting = byKey.get(key);
          if (setting == null) {
            throw unknown(source + " sets " + key, key, List.copyOf(byKey.keySet()));
          }
          given.put(setting, new Given(text, source));
        });
  }

  private static void addEnvironment(
      Map<String, String> environment, Map<Setting<?>, Given> given) {
    Map<String, Setting<?>> byVariable = new TreeMap<>();
    Settings.all().forEach(setting -> byVariable.put(setting.variable(), setting));
    environment.forEach(
        (name, text) -> {
          if (!name.startsWith(Setting.VARIABLE_PREFIX) || OTHER_VARIABLES.contains(name)) {
            return;
          }
          Setting<?> setting = byVariable.get(name);
          if (setting == null) {
            throw unknown("the environment sets " + name, name, List.copyOf(byVariable.keySet()));
          }
          given.put(setting, new Given(text, name));
        });
  }

  private static ConfigException unknown(String what, String name, List<String> names) {
    return new ConfigException(
        what + ", which is no setting; the nearest one is " + SettingNames.nearest(name, names));
  }
}
