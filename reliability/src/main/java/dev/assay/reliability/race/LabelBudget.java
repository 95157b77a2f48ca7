package dev.assay.reliability.race;

import dev.assay.reliability.race.Linearizability.Model;
import org.jspecify.annotations.Nullable;

/**
 * What one caller alone would see of a budget in which every label costs the same: the model that
 * histories are checked against. Amounts are labels.
 */
final class LabelBudget implements Model<LabelBudget.State, LabelBudget.Operation> {
  /**
   * A budget.
   *
   * @param ceiling the cap that was asked for
   * @param committed held and charged; above the ceiling while a lowered one drains
   */
  record State(long ceiling, long committed) {
    long available() {
      return Math.max(ceiling - committed, 0);
    }
  }

  /** A call with its answer. */
  sealed interface Operation {}

  /** Asked for up to {@code wanted} and got {@code got}, the budget being the only limit. */
  record Take(long wanted, long got) implements Operation {}

  /** Gave so many back. */
  record GiveBack(long count) implements Operation {}

  /** Asked for a ceiling. */
  record SetCeiling(long ceiling, boolean accepted) implements Operation {}

  /** Read what is charged and held together. */
  record Look(long committed) implements Operation {}

  /** Was answered for a reason that says nothing about the budget. */
  record Nothing() implements Operation {}

  @Override
  public @Nullable State after(State state, Operation operation) {
    if (operation instanceof Take take) {
      return take.got() == Math.min(take.wanted(), state.available())
          ? new State(state.ceiling(), state.committed() + take.got())
          : null;
    }
    if (operation instanceof GiveBack back) {
      return new State(state.ceiling(), state.committed() - back.count());
    }
    if (operation instanceof SetCeiling set) {
      if (set.accepted()) {
        return new State(set.ceiling(), state.committed());
      }
      return set.ceiling() < state.committed() ? state : null;
    }
    if (operation instanceof Look look) {
      return look.committed() == state.committed() ? state : null;
    }
    return state;
  }

  @Override
  public boolean isLook(Operation operation) {
    return operation instanceof Look
        || operation instanceof Nothing
        || (operation instanceof Take take && take.got() == 0)
        || (operation instanceof SetCeiling set && !set.accepted());
  }
}
