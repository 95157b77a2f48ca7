package dev.assay.server.config;

import java.util.Locale;

/**
 * One setting of the server.
 *
 * @param key its name in the file, for example "rpc.max-calls"
 * @param type how its text is read
 * @param defaultText its value when nothing says otherwise
 * @param description one sentence for people
 */
public record Setting<T>(String key, ValueType<T> type, String defaultText, String description) {
  static final String VARIABLE_PREFIX = "ASSAY_";

  /** Its name in the environment, for example "ASSAY_RPC_MAX_CALLS". */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Its name on the command line, for example "--rpc-max-calls". */
  public String flag() {
    return "--" + key.replace('.', '-');
  }

  /** Whether it is true or false, so that its flag alone says true. */
  public boolean isTruth() {
    return defaultText.equals("true") || defaultText.equals("false");
  }

  /** What its text is, for people. */
  public String unit() {
    return type.unit();
  }
}
