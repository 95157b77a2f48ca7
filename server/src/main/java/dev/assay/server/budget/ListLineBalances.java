package dev.assay.server.budget;

import dev.assay.server.failure.BudgetLineNotFound;
import dev.assay.server.failure.InvalidRequest;
import dev.assay.server.request.Page;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.LineRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.BudgetLine;
import dev.assay.v1.ListLineBalancesRequest;
import dev.assay.v1.ListLineBalancesResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the balances of one line in the order of periods and annotators. */
public final class ListLineBalances
    implements Query<ListLineBalancesRequest, ListLineBalancesResponse> {
  /** A period's first day and an annotator. */
  private static final Pattern POSITION = Pattern.compile("(-?[0-9]{1,8}) (.*)", Pattern.DOTALL);

  private static final String BEFORE_THE_FIRST = "-99999999 ";

  private final Store store;

  public ListLineBalances(Store store) {
    this.store = store;
  }

  @Override
  public void validate(ListLineBalancesRequest request, Violations violations) {
    LineRules.checkName(request.getLine(), "line", violations);
  }

  @Override
  public ListLineBalancesResponse answer(ListLineBalancesRequest request) {
    Page page = Page.of(request);
    return store.read(tables -> page(tables, request, page));
  }

  private static ListLineBalancesResponse page(
      Tables tables, ListLineBalancesRequest request, Page page) {
    long projectId = Projects.require(tables, request.getProject()).projectId();
    BudgetRow budget = tables.budgets().get(projectId);
    BudgetLine line =
        budget.plan().getLinesList().stream()
            .filter(candidate -> candidate.getName().equals(request.getLine()))
            .findFirst()
            .orElseThrow(() -> new BudgetLineNotFound(request.getLine()));
    ListLineBalancesResponse.Builder response = ListLineBalancesResponse.newBuilder();
    String next =
        page.fill(
            (from, limit) -> rows(tables, projectId, line, from, limit),
            row -> BudgetView.line(budget, line, row),
            response::addBalances,
            row -> row.periodDay() + " " + row.annotatorId());
    return response.setNextPageToken(next).build();
  }

  private static List<LineRow> rows(
      Tables tables, long projectId, BudgetLine line, Page from, int limit) {
    Matcher after = after(from);
    return tables
        .lines()
        .list(projectId, line.getName(), Integer.parseInt(after.group(1)), after.group(2), limit);
  }

  private static Matcher after(Page page) {
    Matcher after = POSITION.matcher(page.after().isEmpty() ? BEFORE_THE_FIRST : page.after());
    if (!after.matches()) {
      throw new InvalidRequest("page_token", "was not made by this list; start with an empty one");
    }
    return after;
  }
}
