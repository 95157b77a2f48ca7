package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.http.LabelStudioApi;
import dev.assay.labelstudio.http.LabelStudioException;
import dev.assay.labelstudio.http.Secret;
import java.net.URI;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Label Studio to send its events here. The secret is made at each start and only held in
 * memory, so the webhook is made anew each time. Without it the bridge hears of everything by
 * polling, only later.
 */
final class WebhookRegistration {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookRegistration.class);

  private final LabelStudioApi api;
  private final Conditions conditions;
  private final long project;

  WebhookRegistration(LabelStudioApi api, Conditions conditions, long project) {
    this.api = api;
    this.conditions = conditions;
    this.project = project;
  }

  /** Registers, and removes what an earlier start registered. */
  void register(URI callback, Secret secret) {
    String url = callback + "/webhook";
    try {
      for (LabelStudioApi.Webhook webhook : api.webhooks(project)) {
        if (webhook.url().equals(url)) {
          api.deleteWebhook(webhook.id());
        }
      }
      api.createWebhook(project, url, Map.of(WebhookIntake.SECRET_HEADER, secret.reveal()));
      conditions.clear("webhook");
      LOG.atInfo().addKeyValue("url", url).log("event=webhook_registered");
    } catch (LabelStudioException e) {
      if (e.isTransient()) {
        throw e;
      }
      conditions.raise(
          "webhook",
          "Label Studio refuses the webhook "
              + url
              + " ("
              + e.getMessage()
              + "): annotations are heard of by polling only. It must be an address with a dot or"
              + " localhost; for a private one start Label Studio with"
              + " SSRF_PROTECTION_ENABLED=false");
    }
  }
}
