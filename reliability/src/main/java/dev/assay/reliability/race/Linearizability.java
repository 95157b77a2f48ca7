package dev.assay.reliability.race;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a history of concurrent calls can be explained by some order in which they happened one
 * at a time, each between its beginning and its end.
 *
 * @param <S> a state; equal states must be equal objects
 * @param <O> an operation with what it answered; equal ones must be equal objects
 */
public final class Linearizability<S, O> {
  /*
   * The search of Wing and Gong (Testing and verifying concurrent objects, J. Parallel Distrib.
   * Comput. 17, 1993): a call may come next if no other call that is left has ended before it began,
   * and if the model allows its answer in the present state; then go on from the state after it, and
   * come back if that leads nowhere. Lowe (Testing for linearizability, Concurrency Comput. 29,
   * 2017) adds a memory of the configurations, which are the calls done and the state, from which
   * nothing was found.
   *
   * One more reduction makes many callers cheap. A call that may come next and never changes any
   * state, such as a refusal or a look, is taken at once where its answer fits, and nothing else is
   * tried in its place: in any order that has it later, it can be moved here, since it changes
   * nothing for those between. So only calls that may change a state make the search branch.
   *
   * And of equal operations that may come next, only the one that ended first is tried: an order
   * that takes another of them before it stays one when the two change places.
   */

  /** What the search has found. */
  public enum Verdict {
    HOLDS,
    BROKEN,
    /** Too many configurations to look at. */
    UNDECIDED
  }

  /** The most configurations that are looked at: a few seconds. */
  private static final int MAX_CONFIGURATIONS = 200_000;

  /** What a single caller would see. */
  public interface Model<S, O> {
    /** The state after the operation, or null where its answer is not possible in this state. */
    @Nullable S after(S state, O operation);

    /** Whether no state is ever changed by this operation with this answer. */
    boolean isLook(O operation);
  }

  /**
   * A call as its caller saw it.
   *
   * @param begin a time before it was sent
   * @param end a time after its answer was there; {@link Long#MAX_VALUE} where there was none, so
   *     that it may have happened at any time or not at all
   */
  public record Call<O>(O operation, long begin, long end) {
    boolean isAnswered() {
      return end != Long.MAX_VALUE;
    }
  }

  private final Model<S, O> model;
  private final List<Call<O>> calls;
  private final Set<Configuration<S>> fruitless = new HashSet<>();

  private record Configuration<S>(BitSet done, S state) {}

  private Linearizability(Model<S, O> model, List<Call<O>> calls) {
    this.model = model;
    this.calls = calls;
  }

  /** Whether the calls can have happened in some order, beginning with a state. */
  public static <S, O> Verdict check(Model<S, O> model, S initial, List<Call<O>> calls) {
    Linearizability<S, O> search = new Linearizability<>(model, List.copyOf(calls));
    if (search.search(new BitSet(), initial)) {
      return Verdict.HOLDS;
    }
    return search.isExhausted() ? Verdict.UNDECIDED : Verdict.BROKEN;
  }

  private boolean isExhausted() {
    return fruitless.size() >= MAX_CONFIGURATIONS;
  }

  private boolean search(BitSet before, S state) {
    BitSet done = takeLooks(before, state);
    if (isFinished(done)) {
      return true;
    }
    Configuration<S> here = new Configuration<>(done, state);
    if (isExhausted() || fruitless.contains(here)) {
      return false;
    }
    for (int i : firstOfEach(done)) {
      S after = model.after(state, calls.get(i).operation());
      if (after != null && search(with(done, i), after)) {
        return true;
      }
    }
    fruitless.add(here);
    return false;
  }

  /** Of the calls that may come next, by operation, the one that ended first. */
  private Collection<Integer> firstOfEach(BitSet done) {
    long firstEnd = firstEnd(done);
    Map<O, Integer> first = new LinkedHashMap<>();
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      if (calls.get(i).begin() <= firstEnd) {
        first.merge(
            calls.get(i).operation(),
            i,
            (a, b) -> calls.get(a).end() <= calls.get(b).end() ? a : b);
      }
    }
    return first.values();
  }

  /** Takes every look that may come next and fits, until there is none. */
  private BitSet takeLooks(BitSet before, S state) {
    BitSet done = (BitSet) before.clone();
    int taken;
    do {
      taken = done.cardinality();
      long firstEnd = firstEnd(done);
      for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
        Call<O> call = calls.get(i);
        if (call.begin() <= firstEnd
            && model.isLook(call.operation())
            && model.after(state, call.operation()) != null) {
          done.set(i);
        }
      }
    } while (done.cardinality() > taken);
    return done;
  }

  private boolean isFinished(BitSet done) {
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      if (calls.get(i).isAnswered()) {
        return false;
      }
    }
    return true;
  }

  private long firstEnd(BitSet done) {
    long first = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      first = Math.min(first, calls.get(i).end());
    }
    return first;
  }

  private static BitSet with(BitSet done, int call) {
    BitSet more = (BitSet) done.clone();
    more.set(call);
    return more;
  }
}
