package dev.assay.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.store.testkit.Breaches;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No rule of the schema is left untried. */
final class SchemaRulesTest {
  /** A value of this kind cannot be given through the tables: Java's booleans are no others. */
  private static final String BOOLEAN = ".*CHECK \\(\\w+ IN \\(0, 1\\)\\)";

  /** The store makes the number by itself, or replaces the row of the same key, or leaves it. */
  private static final Set<String> NEVER_GIVEN_TWICE =
      Set.of(
          "adjudication: PRIMARY KEY (project_id, ordinal)",
          "annotator: PRIMARY KEY (project_id, annotator_id)",
          "budget_line: PRIMARY KEY (project_id, line, period_day, annotator_id)",
          "gold: PRIMARY KEY (project_id, ordinal)",
          "gold_check: PRIMARY KEY (project_id, annotator_id, ordinal)",
          "item_route: PRIMARY KEY (project_id, route)",
          "label: PRIMARY KEY (project_id, label_id)",
          "reinstatement: PRIMARY KEY (project_id, annotator_id, at_ms)",
          "score_chunk: PRIMARY KEY (score_set_id, chunk)",
          "spend: PRIMARY KEY (project_id, budget_day, slice, annotator_id)",
          "store: CHECK (only = 1)",
          "verdict: PRIMARY KEY (project_id, ordinal)");

  @Test
  void everyRuleHasABreachThatIsTried() {
    Set<String> rules = new TreeSet<>(SchemaRules.all());
    assertThat(rules).containsAll(NEVER_GIVEN_TWICE);
    rules.removeAll(NEVER_GIVEN_TWICE);
    rules.removeIf(rule -> rule.matches(BOOLEAN));
    assertThat(Breaches.all().keySet()).containsExactlyInAnyOrderElementsOf(rules);
  }
}
