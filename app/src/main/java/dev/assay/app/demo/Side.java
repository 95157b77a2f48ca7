package dev.assay.app.demo;

import dev.assay.app.demo.crowd.Annotator;
import dev.assay.app.demo.learn.Classifier;
import dev.assay.app.demo.learn.Standardized;
import dev.assay.app.demo.learn.Trainer;
import dev.assay.client.AssayClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One arm with those who work on it and the pipeline that trains on what they say. */
final class Side {
  final Arm arm;
  final Platform platform;
  final Pipeline pipeline;
  private @Nullable PublishedModel published;

  /** What became of a round's training. */
  record Trained(int wrongVerdicts, double heldOutAccuracy) {}

  Side(AssayClient client, DemoPlan plan, String id, Standardized features, List<Annotator> crowd) {
    this.arm = new Arm(client, plan, id);
    this.platform = new Platform(arm, plan, crowd);
    this.pipeline = new Pipeline(arm, plan, features);
  }

  /** Trains on what is settled and publishes what the model says. */
  Trained train(String version) {
    List<Trainer.Lesson> lessons = pipeline.lessons();
    Classifier model = pipeline.train(lessons);
    published = pipeline.publish(version, model, platform.served());
    return new Trained(pipeline.wrongVerdicts(lessons), pipeline.heldOutAccuracy(model));
  }

  /** Of the model whose scores chose the round that has just ended; null in the first. */
  @Nullable Judgement judgement() {
    PublishedModel model = published;
    return (model == null || model.populationCount() == 0)
        ? null
        : Judgement.ask(arm.client(), arm.name(), model);
  }
}
