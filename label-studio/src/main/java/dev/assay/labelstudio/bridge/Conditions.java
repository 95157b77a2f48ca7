package dev.assay.labelstudio.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong at the moment. The log says it when it begins and when it ends, and not at each
 * attempt in between. Thread-safe.
 */
public final class Conditions {
  private static final Logger LOG = LoggerFactory.getLogger(Conditions.class);

  /** One thing that is wrong, and how often it was met. */
  public record Condition(String text, long count) {}

  private final Map<String, Condition> raised = new LinkedHashMap<>();

  /** It is so, whether or not it was before. */
  public synchronized void raise(String name, String text) {
    Condition before = raised.get(name);
    raised.put(name, new Condition(text, before == null ? 1 : before.count() + 1));
    if (before == null) {
      LOG.atWarn().addKeyValue("condition", name).addKeyValue("why", text).log("event=begins");
    }
  }

  /** It is so no more. */
  public synchronized void clear(String name) {
    Condition before = raised.remove(name);
    if (before != null) {
      LOG.atInfo()
          .addKeyValue("condition", name)
          .addKeyValue("attempts", before.count())
          .log("event=ends");
    }
  }

  public synchronized boolean isRaised(String name) {
    return raised.containsKey(name);
  }

  /** What is wrong now, by name. */
  public synchronized Map<String, Condition> current() {
    return new LinkedHashMap<>(raised);
  }
}
