package dev.assay.server.budget;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Levels;
import dev.assay.server.request.ProjectNames;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.BudgetRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.Tables;
import dev.assay.v1.Forecast;
import dev.assay.v1.GetForecastRequest;
import dev.assay.v1.GetForecastResponse;
import dev.assay.v1.SpendPoint;
import java.time.Duration;
import java.time.InstantSource;

/** Says how fast a budget is charged and when it will be exhausted, or why it cannot be said. */
public final class GetForecast implements Query<GetForecastRequest, GetForecastResponse> {
  public static final long DEFAULT_WINDOW_MILLIS = Duration.ofDays(14).toMillis();
  public static final long MAX_WINDOW_MILLIS = Duration.ofDays(366).toMillis();

  private final Store store;
  private final InstantSource clock;

  public GetForecast(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void validate(GetForecastRequest request, Violations violations) {
    if (request.hasWindow()) {
      FieldRules.duration(
          request.getWindow(), ForecastWindow.MIN_MILLIS, MAX_WINDOW_MILLIS, "window", violations);
    }
    Levels.check(request.getLevelsList(), violations);
  }

  @Override
  public GetForecastResponse answer(GetForecastRequest request) {
    Forecast forecast = store.read(tables -> forecast(tables, request));
    return GetForecastResponse.newBuilder().setForecast(forecast).build();
  }

  private Forecast forecast(Tables tables, GetForecastRequest request) {
    ProjectRow project = Projects.require(tables, request.getProject());
    BudgetRow budget = tables.budgets().get(project.projectId());
    // A clock that was set back must not hide what is booked.
    long nowMillis = Math.max(clock.millis(), budget.updatedMillis());
    ChargeHistory history =
        new ChargeHistory(tables.budgets(), project.projectId(), budget.journalSequence());
    long askedMillis =
        request.hasWindow() ? Durations.toMillis(request.getWindow()) : DEFAULT_WINDOW_MILLIS;
    ForecastWindow window =
        ForecastWindow.of(
            nowMillis, Math.min(askedMillis, nowMillis - history.firstHoldMillis(nowMillis)));
    long[] charged = history.chargedBy(window.edges());
    long remainingMicros = Math.max(0, budget.targetMicros() - budget.chargedMicros());
    Forecast.Builder forecast =
        Forecast.newBuilder()
            .setProject(ProjectNames.name(project.name()))
            .setCurrencyCode(project.definition().getCurrencyCode())
            .setWindowStartTime(Timestamps.fromMillis(window.startMillis()))
            .setWindowEndTime(Timestamps.fromMillis(window.endMillis()))
            .setBinDuration(Durations.fromMillis(window.binMillis()))
            .setWindowChargedMicros(charged[charged.length - 1] - charged[0])
            .setRemainingMicros(remainingMicros);
    long[] edges = window.edges();
    for (int i = 0; i < edges.length; i++) {
      forecast.addPoints(
          SpendPoint.newBuilder()
              .setTime(Timestamps.fromMillis(edges[i]))
              .setChargedMicros(charged[i]));
    }
    new Outlook(window, charged, remainingMicros)
        .addTo(forecast, Levels.orDefault(request.getLevelsList()));
    return forecast.build();
  }
}
