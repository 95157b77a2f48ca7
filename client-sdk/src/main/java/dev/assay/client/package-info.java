/**
 * The Java client of Assay, which decides which label to buy next and what the labels bought have
 * taught.
 *
 * <h2>A five-minute tour</h2>
 *
 * <p><b>Connect.</b> One client is shared by all threads and closed at the end.
 *
 * <pre>{@code
 * try (AssayClient client = AssayClient.connect("localhost:7070")) {
 *   ...
 * }
 * }</pre>
 *
 * <p>TLS, a bearer token, deadlines and retries are set by {@link
 * dev.assay.client.AssayClient#builder()}.
 *
 * <p><b>Make a project</b>: what can be answered, what a label costs, and the ceiling that is never
 * crossed. Requests and answers are the messages of the contract, {@code dev.assay.v1}; money is in
 * millionths, see {@link dev.assay.client.Micros}.
 *
 * <pre>{@code
 * ProjectName project = ProjectName.of("digits");
 * client.projects().createProject(
 *     Project.newBuilder()
 *         .setName(project.toString())
 *         .setLabelSchema(LabelSchemas.multiclass(List.of("0", "1", "2")))
 *         .setCurrencyCode("EUR")
 *         .setDefaultPriceMicros(Micros.of("0.05"))
 *         .build(),
 *     Micros.of("500"));
 * }</pre>
 *
 * <p><b>Fill the pool</b> from a list, a stream or an iterator of any length: it is read as fast as
 * the server takes it, and no more than a chunk is held in memory.
 *
 * <pre>{@code
 * client.pool().putItems(project, ids.stream().map(id -> Item.newBuilder().setId(id).build()));
 * client.pool().putScores(project, "round-1",
 *     Scores.ofColumns(ScoreColumns.of(ids, 3, model.predict(ids))),
 *     PutOptions.defaults().withProgress(p -> log(p.records())));
 * }</pre>
 *
 * <p><b>Label.</b> A short or empty batch says why in its stop reason; it is not an error.
 *
 * <pre>{@code
 * NextBatchResponse batch = client.acquisition().nextBatch(project, "annotator-7", 10);
 * List<LabelSubmission> answers =
 *     batch.getAssignmentsList().stream().map(a -> LabelClient.answer(a, ask(a.getItemId()))).toList();
 * client.labels().submitLabels(project, "annotator-7", answers);
 * }</pre>
 *
 * <p><b>Learn.</b> An estimate has its interval, or the reason why there is none.
 *
 * <pre>{@code
 * Estimate accuracy = client.estimation().estimateAccuracy(project).getAccuracy();
 * try (Export<TrainingExample> examples = client.trainingSets().exportTrainingSet(project)) {
 *   examples.forEach(trainer::add);
 * }
 * }</pre>
 *
 * <p><b>When a call fails</b> it throws an {@link dev.assay.client.AssayException} with the
 * server's reason and facts. What is safe to repeat was repeated already: every changing call
 * carries a request id, the same at each attempt.
 *
 * <pre>{@code
 * try {
 *   client.projects().getProject(project);
 * } catch (NotFoundException e) {
 *   System.err.println(e.reason() + " " + e.metadata());
 * }
 * }</pre>
 *
 * <p>Every call has a form that returns a {@link java.util.concurrent.CompletableFuture}; its name
 * ends in {@code Async}.
 */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
