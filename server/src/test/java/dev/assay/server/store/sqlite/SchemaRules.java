package dev.assay.server.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of the schema, as its files say them: "table: CHECK (...)", and keys. */
final class SchemaRules {
  private static final Path SCHEMA = Path.of("src/main/resources/db/sqlite");
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE (\\w+) \\((.*?)\\) STRICT", Pattern.DOTALL);
  private static final Pattern RULE =
      Pattern.compile(
          "CHECK \\((?:[^()]|\\([^()]*\\))*\\)|UNIQUE \\([^)]*\\)|PRIMARY KEY \\([^)]*\\)");
  private static final Pattern UNIQUE_COLUMN = Pattern.compile("(\\w+)\\s+TEXT\\s+NOT NULL UNIQUE");
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile("CREATE UNIQUE INDEX \\w+ ON (\\w+) (\\([^)]*\\))");

  private SchemaRules() {}

  static Set<String> all() {
    Set<String> rules = new TreeSet<>();
    try (Stream<Path> files = Files.list(SCHEMA)) {
      for (Path file : files.toList()) {
        add(Files.readString(file).replaceAll("--[^\n]*", ""), rules);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  private static void add(String sql, Set<String> rules) {
    Matcher table = TABLE.matcher(sql);
    while (table.find()) {
      for (Pattern pattern : List.of(RULE, UNIQUE_COLUMN)) {
        Matcher rule = pattern.matcher(table.group(2));
        while (rule.find()) {
          String text = pattern == RULE ? rule.group() : "UNIQUE (" + rule.group(1) + ")";
          rules.add(table.group(1) + ": " + text.replaceAll("\\s+", " "));
        }
      }
    }
    Matcher index = UNIQUE_INDEX.matcher(sql);
    while (index.find()) {
      rules.add(index.group(1) + ": UNIQUE " + index.group(2));
    }
  }
}
