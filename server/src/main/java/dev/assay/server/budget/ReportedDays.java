package dev.assay.server.budget;

import dev.assay.server.request.Violations;
import dev.assay.v1.GetSpendReportRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The days that a report is of, both ends included, in days since 1970.
 *
 * @param isAll neither end was given
 */
record ReportedDays(int first, int last, boolean isAll) {

  static void check(GetSpendReportRequest request, Violations violations) {
    LocalDate start = check(request.getStartDate(), "start_date", violations);
    LocalDate end = check(request.getEndDate(), "end_date", violations);
    violations.require(
        start == null || end == null || !end.isBefore(start),
        "end_date",
        "must not be before start_date");
    violations.require(
        !request.getIncludeStrata() || (start == null && end == null),
        "include_strata",
        "is of the whole life of the project; leave start_date and end_date out");
  }

  private static @Nullable LocalDate check(String text, String field, Violations violations) {
    LocalDate date = parse(text);
    violations.require(
        date != null || text.isEmpty(), field, "must be a day such as \"2026-01-31\", or empty");
    return date;
  }

  /** The days of a valid request. */
  static ReportedDays of(GetSpendReportRequest request) {
    LocalDate start = parse(request.getStartDate());
    LocalDate end = parse(request.getEndDate());
    return new ReportedDays(
        start == null ? Integer.MIN_VALUE : Math.toIntExact(start.toEpochDay()),
        end == null ? Integer.MAX_VALUE : Math.toIntExact(end.toEpochDay()),
        start == null && end == null);
  }

  private static @Nullable LocalDate parse(String text) {
    try {
      // Four digits of the year: longer ones begin with a sign.
      return text.length() == "2026-01-31".length() ? LocalDate.parse(text) : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
