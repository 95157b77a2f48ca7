package dev.assay.labelstudio.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import dev.assay.labelstudio.bridge.Bridge;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.http.LabelStudioException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls that Label Studio makes of a machine-learning backend, so that the bridge can be added
 * in a project's settings. Predictions hold no answer, only a place in the order: what is leased
 * first, everything else last. Label Studio waits a second for health and three for setup, which is
 * why nobody is asked.
 */
final class MlBackend {
  private final Bridge bridge;

  MlBackend(Bridge bridge) {
    this.bridge = bridge;
  }

  void health(HttpExchange exchange) throws IOException {
    JsonObject answer = new JsonObject();
    answer.addProperty("status", "UP");
    answer.addProperty("model_class", "Assay");
    Answers.json(exchange, 200, answer);
  }

  void setup(HttpExchange exchange) throws IOException {
    Answers.body(exchange);
    JsonObject answer = new JsonObject();
    answer.addProperty("model_version", bridge.modelVersion());
    Answers.json(exchange, 200, answer);
  }

  void versions(HttpExchange exchange) throws IOException {
    JsonArray versions = new JsonArray();
    versions.add(bridge.modelVersion());
    JsonObject answer = new JsonObject();
    answer.add("versions", versions);
    Answers.json(exchange, 200, answer);
  }

  /** One result for each task, in their order: another number of results is dropped unseen. */
  void predict(HttpExchange exchange) throws IOException {
    JsonObject request;
    try {
      request = Json.object(Json.parse(Answers.body(exchange)));
    } catch (LabelStudioException e) {
      JsonObject error = new JsonObject();
      error.addProperty("error", "no JSON object");
      Answers.json(exchange, 400, error);
      return;
    }
    List<Long> open = new ArrayList<>(bridge.openTasks());
    String version = bridge.modelVersion();
    JsonArray results = new JsonArray();
    for (JsonElement element : Json.array(request, "tasks")) {
      Long id = Json.number(Json.object(element), "id");
      int place = id == null ? -1 : open.indexOf(id);
      JsonObject result = new JsonObject();
      result.add("result", new JsonArray());
      result.addProperty("score", place < 0 ? 1.0 : (place + 1.0) / (open.size() + 1));
      result.addProperty("model_version", version);
      results.add(result);
    }
    JsonObject answer = new JsonObject();
    answer.add("results", results);
    Answers.json(exchange, 200, answer);
  }
}
