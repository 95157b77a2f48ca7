package dev.assay.server.acquisition;

import dev.assay.sampling.acquire.Part;
import dev.assay.sampling.acquire.WaveDesign;
import dev.assay.sampling.acquire.WaveDraw;
import dev.assay.server.failure.ItemNotFound;
import dev.assay.server.failure.WaveNotFound;
import dev.assay.server.pool.PoolView;
import dev.assay.server.request.FieldRules;
import dev.assay.server.request.Projects;
import dev.assay.server.request.Query;
import dev.assay.server.request.Violations;
import dev.assay.server.store.ItemRow;
import dev.assay.server.store.ProjectRow;
import dev.assay.server.store.Store;
import dev.assay.server.store.TaskRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.ExplainItemsRequest;
import dev.assay.v1.ExplainItemsResponse;
import dev.assay.v1.ItemExplanation;
import dev.assay.v1.Slice;
import dev.assay.v1.TermValue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws a wave again and says of items why they were drawn or were not. */
public final class ExplainItems implements Query<ExplainItemsRequest, ExplainItemsResponse> {
  /** The most items of a call. */
  static final int MAX_ITEMS = 1_000;

  private final Store store;
  private final PoolView view;

  public ExplainItems(Store store, PoolView view) {
    this.store = store;
    this.view = view;
  }

  @Override
  public void validate(ExplainItemsRequest request, Violations violations) {
    violations.require(
        request.getItemIdsCount() >= 1 && request.getItemIdsCount() <= MAX_ITEMS,
        "item_ids",
        "must be from 1 to " + MAX_ITEMS);
    Set<String> seen = new HashSet<>();
    for (int k = 0; k < Math.min(MAX_ITEMS, request.getItemIdsCount()); k++) {
      String field = "item_ids[" + k + "]";
      FieldRules.itemId(request.getItemIds(k), field, violations);
      violations.require(seen.add(request.getItemIds(k)), field, "is there twice");
    }
    violations.require(request.getWaveNumber() >= 0, "wave_number", "must not be negative");
  }

  /** What is read of the store: the rest is computed without holding it. */
  /**
   * What the store has.
   *
   * @param passedOver items whose turn has come and whom nobody has been given yet
   */
  private record Found(
      ProjectRow project,
      RecordedWave recorded,
      Map<String, ItemRow> items,
      Set<String> passedOver) {}

  @Override
  public ExplainItemsResponse answer(ExplainItemsRequest request) {
    Found found =
        store.read(
            tables -> {
              ProjectRow project = Projects.require(tables, request.getProject());
              long id = project.projectId();
              long number =
                  request.getWaveNumber() > 0
                      ? request.getWaveNumber()
                      : Math.max(1, LastWaves.plannedNumber(tables, id));
              WaveRow wave = tables.waves().find(id, number);
              if (wave == null || wave.isEvaluation()) {
                throw new WaveNotFound(number);
              }
              Map<String, ItemRow> items = tables.items().findAll(id, request.getItemIdsList());
              for (String itemId : request.getItemIdsList()) {
                if (!items.containsKey(itemId)) {
                  throw new ItemNotFound(itemId);
                }
              }
              Set<String> passedOver = new HashSet<>();
              items.forEach(
                  (itemId, item) -> {
                    TaskRow task = tables.tasks().find(id, item.ordinal());
                    if (task != null && task.passedOver()) {
                      passedOver.add(itemId);
                    }
                  });
              return new Found(project, RecordedWave.of(tables, project, wave), items, passedOver);
            });
    return explain(request, found);
  }

  private ExplainItemsResponse explain(ExplainItemsRequest request, Found found) {
    RecordedWave recorded = found.recorded();
    WaveComputation computation = recorded.computation();
    WaveDraw draw = computation.draw();
    List<Part> parts =
        computation
            .recipe()
            .strategy()
            .parts(
                recorded.candidates(),
                recorded.parameters().drawCount(),
                WaveDesign.strategySeed(recorded.parameters().seed()));
    PoolView.ItemStrata strata = view.itemStrata(found.project());
    ExplainItemsResponse.Builder response =
        ExplainItemsResponse.newBuilder()
            .setIdentical(
                WaveDigest.of(recorded.candidates().ordinals(), draw)
                    .equals(recorded.wave().digest()))
            .setWave(recorded.event())
            .setFloor(draw.explorationFloor());
    for (String itemId : request.getItemIdsList()) {
      ItemRow item = found.items().get(itemId);
      if (item != null) { // which answer() has made sure of
        ItemExplanation.Builder explained = explain(item, recorded, draw, parts);
        explained.setServed(explained.getServed() && !found.passedOver().contains(itemId));
        response.addItems(explained.setStratum(strata.nameOf(item)));
      }
    }
    return response.build();
  }

  private static ItemExplanation.Builder explain(
      ItemRow item, RecordedWave recorded, WaveDraw draw, List<Part> parts) {
    ItemExplanation.Builder explained = ItemExplanation.newBuilder().setItemId(item.itemId());
    int unit = Arrays.binarySearch(recorded.candidates().ordinals(), item.ordinal());
    if (unit < 0) {
      return explained.setChoice(ItemExplanation.Choice.CHOICE_NO_CANDIDATE);
    }
    double utility = draw.utilities()[unit];
    explained
        .setChoice(ItemExplanation.Choice.CHOICE_NOT_DRAWN)
        .setInclusionProbability(draw.inclusionProbabilities()[unit])
        .setUtility(utility)
        .setMoreUsefulCount(
            Arrays.stream(draw.utilities()).filter(other -> other > utility).count());
    for (Part part : parts) {
      explained.addTerms(
          TermValue.newBuilder()
              .setStrategy(part.strategy())
              .setWeight(part.weight())
              .setUtility(part.utilities()[unit])
              .setValue(part.values()[unit]));
    }
    for (int position = 0; position < draw.units().length; position++) {
      if (draw.units()[position] == unit) {
        explained
            .setChoice(ItemExplanation.Choice.CHOICE_DRAWN)
            .setSlice(draw.isExploration(position) ? Slice.SLICE_EXPLORE : Slice.SLICE_EXPLOIT)
            .setServed(position < recorded.wave().nextPosition());
      }
    }
    return explained;
  }
}
