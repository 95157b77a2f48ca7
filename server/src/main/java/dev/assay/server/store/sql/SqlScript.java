package dev.assay.server.store.sql;

import java.util.ArrayList;
import java.util.List;

/** A text of several SQL statements, each ended by a semicolon. */
final class SqlScript {
  private SqlScript() {}

  /**
   * The statements without comments. Understands {@code --} comments and single quotes; bodies of
   * triggers and functions, which hold semicolons of their own, are not supported.
   */
  static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (!quoted && c == '-' && script.startsWith("--", i)) {
        int end = script.indexOf('\n', i);
        i = end < 0 ? script.length() : end - 1;
      } else if (!quoted && c == ';') {
        end(statement, statements);
      } else {
        quoted ^= c == '\'';
        statement.append(c);
      }
    }
    end(statement, statements);
    return statements;
  }

  private static void end(StringBuilder statement, List<String> statements) {
    String text = statement.toString().strip();
    if (!text.isEmpty()) {
      statements.add(text);
    }
    statement.setLength(0);
  }
}
