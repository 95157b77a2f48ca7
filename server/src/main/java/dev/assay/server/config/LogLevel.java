package dev.assay.server.config;

/** The least important events that are logged. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
