package dev.assay.app.cli;

/** How a command shows its result. */
enum OutputFormat {
  /** Aligned columns for people. */
  TABLE,
  /** One JSON object a line, named and written as protocol buffers map to JSON. */
  JSON,
  /**
   * The columns of one table, separated by commas: where there are several tables, a row for each
   * of their cells.
   */
  CSV
}
