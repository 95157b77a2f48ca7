package dev.assay.app.demo;

import dev.assay.app.demo.learn.Standardized;
import dev.assay.client.AssayClient;
import dev.assay.client.ProjectName;
import dev.assay.client.PutOptions;
import dev.assay.v1.Budget;
import dev.assay.v1.CreateProjectRequest;
import dev.assay.v1.GetPoolSummaryResponse;
import dev.assay.v1.Item;
import dev.assay.v1.JournalEntry;
import dev.assay.v1.Policy;
import dev.assay.v1.Project;
import java.util.Arrays;
import java.util.stream.Stream;

/** One project on the server: its creation, its pool and its balance. */
final class Arm {
  private final AssayClient client;
  private final DemoPlan plan;
  private final String id;
  private final ProjectName name;
  private final RequestNames requests;

  /**
   * An arm.
   *
   * @param id what it is called: "active" or "random"
   */
  Arm(AssayClient client, DemoPlan plan, String id) {
    this.client = client;
    this.plan = plan;
    this.id = id;
    this.name = ProjectName.of(plan.dataset().name() + "-" + id);
    this.requests = new RequestNames(id);
  }

  /** Makes the project and fills its pool with items that carry embeddings and no labels. */
  void open(Policy.Builder policy, Standardized features) {
    client
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setRequestId(requests.next("create"))
                .setProject(project(policy))
                .setCeilingMicros(plan.ceilingMicros())
                .build());
    Stream<Item> items =
        Arrays.stream(plan.split().pool()).mapToObj(row -> item(row, features.row(row)));
    client
        .pool()
        .putItems(name, items, PutOptions.defaults().withRequestId(requests.next("put-items")));
  }

  private Project project(Policy.Builder policy) {
    return Project.newBuilder()
        .setName(name.toString())
        .setDisplayName("Demo on %s, %s".formatted(plan.dataset().name(), id))
        .setLabelSchema(plan.labelSchema())
        .setPolicy(policy)
        .setCurrencyCode(DemoPlan.CURRENCY)
        .setDefaultPriceMicros(DemoPlan.PRICE_MICROS)
        .build();
  }

  private Item item(int row, double[] features) {
    Item.Builder item = Item.newBuilder().setId(plan.dataset().itemId(row));
    for (double feature : features) {
      item.addEmbedding((float) feature);
    }
    return item.build();
  }

  AssayClient client() {
    return client;
  }

  ProjectName name() {
    return name;
  }

  RequestNames requests() {
    return requests;
  }

  Budget budget() {
    return client.budget().getBudget(name);
  }

  GetPoolSummaryResponse poolSummary() {
    return client.pool().getPoolSummary(name);
  }

  /** The most that was ever charged and held together, by the project's own journal. */
  long highestCommittedMicros() {
    long highest = 0;
    for (JournalEntry entry : client.budget().listJournalEntries(name)) {
      highest = Math.max(highest, entry.getChargedMicros() + entry.getHeldMicros());
    }
    return highest;
  }
}
