package dev.assay.app.cli;

import dev.assay.report.TextTable;
import dev.assay.v1.AccuracyEstimate;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import dev.assay.v1.ConfusionCell;
import dev.assay.v1.Scorecard;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Annotators as people read them. */
final class AnnotatorTables {
  private AnnotatorTables() {}

  static TextTable one(Annotator annotator) {
    return new TextTable("FIELD", "VALUE")
        .row("annotator_id", annotator.getAnnotatorId())
        .row("roles", roles(annotator))
        .row("registered", annotator.getRegistered())
        .row("price", price(annotator))
        .row("daily_limit", annotator.getDailyLimit() == 0 ? "none" : annotator.getDailyLimit())
        .row("tags", String.join(" ", annotator.getTagsList()))
        .row("item_limit", annotator.getItemLimit() == 0 ? "policy" : annotator.getItemLimit())
        .row("state", state(annotator))
        .row("state_reason", annotator.getStateReason())
        .row("state_time", Times.show(annotator.getStateTime()))
        .row("gold checks", annotator.getGoldCount())
        .row("gold correct", annotator.getGoldCorrectCount())
        .row("etag", annotator.getEtag())
        .row("create_time", Times.show(annotator.getCreateTime()))
        .row("update_time", Times.show(annotator.getUpdateTime()));
  }

  static TextTable all(List<Annotator> annotators) {
    TextTable table =
        new TextTable("ANNOTATOR", "STATE", "ROLES", "PRICE", "TAGS", "GOLD", "REASON");
    for (Annotator annotator : annotators) {
      table.row(
          annotator.getAnnotatorId(),
          state(annotator),
          roles(annotator),
          price(annotator),
          String.join(" ", annotator.getTagsList()),
          annotator.getGoldCorrectCount() + "/" + annotator.getGoldCount(),
          annotator.getStateReason());
    }
    return table;
  }

  static TextTable score(Scorecard card) {
    TextTable table =
        new TextTable("FIELD", "VALUE")
            .row("annotator_id", card.getAnnotatorId())
            .row("labels", card.getLabelCount())
            .row("charged", Amounts.show(card.getChargedMicros()))
            .row("agree with verdicts", card.getAgreeingCount() + "/" + card.getJudgedCount())
            .row("cost of an accepted label", Amounts.show(card.getAcceptedLabelMicros()))
            .row("median duration", Times.show(card.getMedianDuration()))
            .row("others' median duration", Times.show(card.getOthersMedianDuration()));
    for (AccuracyEstimate gold : card.getGoldList()) {
      table.row(
          gold.getClassName().isEmpty() ? "gold" : "gold, " + gold.getClassName(),
          String.format(
              Locale.ROOT,
              "%d/%d: %.3f, from %.3f to %.3f",
              gold.getPassedCount(),
              gold.getCheckCount(),
              gold.getMean(),
              gold.getLow(),
              gold.getHigh()));
    }
    for (ConfusionCell cell : card.getConfusionList()) {
      table.row(cell.getVerdictClass() + " called " + cell.getGivenClass(), cell.getCount());
    }
    card.getPatternsList()
        .forEach(
            pattern ->
                table.row(
                    "pattern",
                    pattern.name().replace("ANNOTATOR_PATTERN_", "").toLowerCase(Locale.ROOT)));
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
