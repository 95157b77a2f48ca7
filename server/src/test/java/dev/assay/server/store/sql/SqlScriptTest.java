package dev.assay.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SqlScriptTest {
  @Test
  void statementsEndWithSemicolons() {
    assertThat(SqlScript.statements("CREATE TABLE a (x);\nCREATE TABLE b (y)"))
        .containsExactly("CREATE TABLE a (x)", "CREATE TABLE b (y)");
    assertThat(SqlScript.statements(" ;; \n ; ")).isEmpty();
  }

  @Test
  void commentsAreLeftOutWithTheSemicolonsInThem() {
    assertThat(SqlScript.statements("-- one; two\nSELECT 1 -- three; four\n+ 2; -- five"))
        .containsExactly("SELECT 1 \n+ 2");
  }

  @Test
  void quotedTextIsKeptAsItIs() {
    assertThat(SqlScript.statements("INSERT INTO a VALUES ('x; -- y', 'it''s; so'); SELECT 2"))
        .containsExactly("INSERT INTO a VALUES ('x; -- y', 'it''s; so')", "SELECT 2");
  }
}
