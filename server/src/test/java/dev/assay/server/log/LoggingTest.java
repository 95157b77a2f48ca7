package dev.assay.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LoggingTest {
  private final LoggerContext context = new LoggerContext();
  private final PatternLayout layout = new PatternLayout();

  private String line(LoggingEvent event) {
    layout.setContext(context);
    layout.setPattern(Logging.PATTERN);
    layout.start();
    return layout.doLayout(event);
  }

  private LoggingEvent event(Throwable thrown) {
    Logger logger = context.getLogger("dev.assay.server.rpc.RequestLog");
    return new LoggingEvent("fqcn", logger, Level.ERROR, "event=fault", thrown, new Object[0]);
  }

  @Test
  void anEventIsOneLineAlsoWithItsStackTrace() {
    LoggingEvent event =
        event(new IllegalStateException("first\nsecond", new RuntimeException("c")));
    event.addKeyValuePair(new KeyValuePair("method", "NextBatch"));
    String line = line(event);
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(line)
        .contains(" ERROR ", " RequestLog event=fault method=NextBatch")
        .contains("IllegalStateException: first | second | at ", "Caused by: ")
        .endsWith(System.lineSeparator());
  }

  @Test
  void timesAreInUtcWhereverTheServerIs() {
    LoggingEvent event = event(new IllegalStateException("x"));
    event.setTimeStamp(0);
    assertThat(line(event)).startsWith("1970-01-01T00:00:00.000Z ");
  }
}
