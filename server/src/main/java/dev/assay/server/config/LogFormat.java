package dev.assay.server.config;

/** How an event of the log is written: one line in either case. */
public enum LogFormat {
  TEXT,
  JSON
}
