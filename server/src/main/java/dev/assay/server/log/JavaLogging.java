package dev.assay.server.log;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Takes what libraries log by java.util.logging into the one log, warnings and errors only. */
final class JavaLogging extends Handler {
  private static final SimpleFormatter FORMATTER = new SimpleFormatter();

  /** Puts this handler in the place of all others. */
  static void bridge() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(new JavaLogging());
  }

  @Override
  public void publish(LogRecord record) {
    boolean severe = record.getLevel().intValue() >= Level.SEVERE.intValue();
    LoggerFactory.getLogger(String.valueOf(record.getLoggerName()))
        .atLevel(severe ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.WARN)
        .setCause(record.getThrown())
        .log(FORMATTER.formatMessage(record));
  }

  @Override
  public void flush() {
    // the appender writes at once
  }

  @Override
  public void close() {
    // holds nothing
  }
}
