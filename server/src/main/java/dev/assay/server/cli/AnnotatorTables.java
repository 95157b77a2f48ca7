package dev.assay.server.cli;

import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Annotators as people read them. */
final class AnnotatorTables {
  private AnnotatorTables() {}

  static Table one(Annotator annotator) {
    return new Table("FIELD", "VALUE")
        .row("annotator_id", annotator.getAnnotatorId())
        .row("roles", roles(annotator))
        .row("registered", annotator.getRegistered())
        .row("price", price(annotator))
        .row("daily_limit", annotator.getDailyLimit() == 0 ? "none" : annotator.getDailyLimit())
        .row("state", state(annotator))
        .row("state_reason", annotator.getStateReason())
        .row("state_time", Times.show(annotator.getStateTime()))
        .row("gold checks", annotator.getGoldCount())
        .row("gold correct", annotator.getGoldCorrectCount())
        .row("etag", annotator.getEtag())
        .row("create_time", Times.show(annotator.getCreateTime()))
        .row("update_time", Times.show(annotator.getUpdateTime()));
  }

  static Table all(List<Annotator> annotators) {
    Table table = new Table("ANNOTATOR", "STATE", "ROLES", "PRICE", "GOLD", "REASON");
    for (Annotator annotator : annotators) {
      table.row(
          annotator.getAnnotatorId(),
          state(annotator),
          roles(annotator),
          price(annotator),
          annotator.getGoldCorrectCount() + "/" + annotator.getGoldCount(),
          annotator.getStateReason());
    }
    return table;
  }

  private static String price(Annotator annotator) {
    return annotator.hasPriceMicros() ? Amounts.show(annotator.getPriceMicros()) : "default";
  }

  private static String state(Annotator annotator) {
    return annotator.getState().name().replace("ANNOTATOR_STATE_", "");
  }

  private static String roles(Annotator annotator) {
    return annotator.getRolesList().stream()
        .map(AnnotatorRole::name)
        .map(name -> name.replace("ANNOTATOR_ROLE_", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
