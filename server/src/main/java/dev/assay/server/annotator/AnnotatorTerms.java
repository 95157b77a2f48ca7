package dev.assay.server.annotator;

import dev.assay.server.project.PolicyRules;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Violations;
import dev.assay.server.store.AnnotatorRow;
import dev.assay.v1.Annotator;
import dev.assay.v1.AnnotatorRole;
import java.util.List;
import java.util.Set;

/** What an owner may agree with an annotator. */
final class AnnotatorTerms {
  static final int MAX_DAILY_LIMIT = 100_000;
  static final int MAX_TAGS = 32;
  static final String ROLES = "roles";
  static final String PRICE = "price_micros";
  static final String DAILY_LIMIT = "daily_limit";
  static final String TAGS = "tags";
  static final String ITEM_LIMIT = "item_limit";
  static final Set<String> ALL = Set.of(ROLES, PRICE, DAILY_LIMIT, TAGS, ITEM_LIMIT);

  private AnnotatorTerms() {}

  /** Reports terms that nobody can have. */
  static void check(Annotator annotator, String field, Violations violations) {
    FieldRules.annotatorId(annotator.getAnnotatorId(), field + ".annotator_id", violations);
    FieldRules.etag(annotator.getEtag(), field + ".etag", violations);
    FieldRules.inRange(
        annotator.getDailyLimit(), 0, MAX_DAILY_LIMIT, field + ".daily_limit", violations);
    FieldRules.inRange(
        annotator.getItemLimit(),
        0,
        PolicyRules.MAX_ITEMS_PER_ANNOTATOR,
        field + ".item_limit",
        violations);
    FieldRules.tags(annotator.getTagsList(), MAX_TAGS, field + ".tags", violations);
    if (annotator.hasPriceMicros()) {
      FieldRules.inRange(
          annotator.getPriceMicros(),
          0,
          FieldRules.MAX_PRICE_MICROS,
          field + ".price_micros",
          violations);
    }
    List<AnnotatorRole> roles = annotator.getRolesList();
    for (int i = 0; i < roles.size(); i++) {
      String place = field + ".roles[" + i + "]";
      violations.require(
          roles.get(i) == AnnotatorRole.ANNOTATOR_ROLE_LABELER
              || roles.get(i) == AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR,
          place,
          "must be ANNOTATOR_ROLE_LABELER or ANNOTATOR_ROLE_ADJUDICATOR");
      violations.require(!roles.subList(0, i).contains(roles.get(i)), place, "stands twice");
    }
  }

  /** The annotator on the named terms, and on the terms as they were for the rest. */
  static AnnotatorRow apply(Annotator wanted, Set<String> paths, AnnotatorRow row) {
    List<AnnotatorRole> roles = wanted.getRolesList();
    boolean renewed = paths.contains(ROLES);
    Long wantedPrice = wanted.hasPriceMicros() ? wanted.getPriceMicros() : null;
    return row.withTerms(
        renewed
            ? roles.isEmpty() || roles.contains(AnnotatorRole.ANNOTATOR_ROLE_LABELER)
            : row.labeler(),
        renewed ? roles.contains(AnnotatorRole.ANNOTATOR_ROLE_ADJUDICATOR) : row.adjudicator(),
        paths.contains(PRICE) ? wantedPrice : row.priceMicros(),
        paths.contains(DAILY_LIMIT) ? wanted.getDailyLimit() : row.dailyLimit(),
        paths.contains(TAGS) ? wanted.getTagsList().stream().sorted().toList() : row.tags(),
        paths.contains(ITEM_LIMIT) ? wanted.getItemLimit() : row.itemLimit());
  }
}
