package dev.assay.reliability.sequence;

import dev.assay.reliability.sidecar.Call;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a step does. */
public enum Verb {
  CREATE(2, ProjectVerbs::create),
  UPDATE(3, ProjectVerbs::update),
  ARCHIVE(1, ProjectVerbs::archive),
  PUT_ITEMS(5, PoolVerbs::putItems),
  PUT_SCORES(4, PoolVerbs::putScores),
  USE_MODEL(2, PoolVerbs::useModel),
  NEXT(22, WorkVerbs::next),
  SUBMIT(22, WorkVerbs::submit),
  RETURN(6, WorkVerbs::giveBack),
  RELEASE(2, WorkVerbs::release),
  RESET(1, WorkVerbs::reset),
  CEILING(6, ProjectVerbs::setCeiling),
  REGISTER(2, AnnotatorVerbs::register),
  UPDATE_ANNOTATOR(2, AnnotatorVerbs::update),
  SUSPEND(1, AnnotatorVerbs::suspend),
  REINSTATE(2, AnnotatorVerbs::reinstate),
  PLAN(4, PlanVerbs::setPlan),
  PAUSE(1, PlanVerbs::pause),
  RESUME(3, PlanVerbs::resume),
  ADJUST(2, PlanVerbs::adjust),
  FUND(2, PlanVerbs::fund),
  TRANSFER(3, RevisionVerbs::transfer),
  REPLACE(3, RevisionVerbs::replace),
  WITHDRAW(2, RevisionVerbs::withdraw),
  PUT_GOLD(3, QualityVerbs::putGold),
  RETIRE_GOLD(1, QualityVerbs::retireGold),
  FLAG(2, QualityVerbs::flag),
  RESOLVE(3, QualityVerbs::resolve),
  READ(12, ReadVerbs::read),
  /** The same request once more. */
  REPEAT(6, World::repeated),
  /** Another request with an id that was used before. */
  REUSE(3, World::reused),
  /** Moves the clock, which may be back. */
  CLOCK(8, null),
  /** What the server does by itself now and then. */
  CHORES(3, null),
  /** Closes the store and opens it again. */
  RESTART(1, null),
  EVALUATE(2, EvaluationVerbs::create),
  ADVANCE(1, EvaluationVerbs::advance),
  CANCEL(1, EvaluationVerbs::cancel);

  private final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods without state
  private final @Nullable BiFunction<World, Command, @Nullable Call> resolver;

  Verb(int weight, @Nullable BiFunction<World, Command, @Nullable Call> resolver) {
    this.weight = weight;
    this.resolver = resolver;
  }

  int weight() {
    return weight;
  }

  /** The call that the step makes; null where it makes none, or where there is nothing to do. */
  public @Nullable Call call(World world, Command command) {
    return resolver == null ? null : resolver.apply(world, command);
  }
}
