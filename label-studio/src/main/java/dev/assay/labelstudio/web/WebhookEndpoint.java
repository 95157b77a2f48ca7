package dev.assay.labelstudio.web;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import dev.assay.labelstudio.bridge.WebhookIntake;
import dev.assay.labelstudio.http.Json;
import dev.assay.labelstudio.http.LabelStudioException;
import dev.assay.labelstudio.http.Secret;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes Label Studio's events. Label Studio waits one second, inside the annotator's own request,
 * and never sends again: an event is written down and acknowledged, and looked into later.
 */
final class WebhookEndpoint {
  private final WebhookIntake intake;
  private final Secret secret;

  WebhookEndpoint(WebhookIntake intake, Secret secret) {
    this.intake = intake;
    this.secret = secret;
  }

  void handle(HttpExchange exchange) throws IOException {
    String body = Answers.body(exchange);
    @Nullable String proof = exchange.getRequestHeaders().getFirst(WebhookIntake.SECRET_HEADER);
    if (proof == null || !secret.matches(proof)) {
      intake.refuse();
      Answers.json(exchange, 401, status("the shared secret is missing or wrong"));
      return;
    }
    try {
      intake.take(Json.object(Json.parse(body)));
    } catch (LabelStudioException e) {
      Answers.json(exchange, 400, status("no event"));
      return;
    }
    Answers.json(exchange, 200, status("ok"));
  }

  private static JsonObject status(String text) {
    JsonObject status = new JsonObject();
    status.addProperty("status", text);
    return status;
  }
}
