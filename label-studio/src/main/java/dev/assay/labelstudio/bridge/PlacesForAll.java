package dev.assay.labelstudio.bridge;

import dev.assay.labelstudio.state.BridgeState;
import dev.assay.labelstudio.state.Desk;
import dev.assay.labelstudio.state.Releases.Release;
import dev.assay.labelstudio.state.Releases.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps work for everybody who works here. Label Studio serves a task to a person once, so an item
 * that is leased again, for another vote or as a check of somebody else, is no work for whoever has
 * answered it. At most half of the places may be so for any one person; what is beyond that goes
 * back, and is asked for again when there is room.
 */
final class PlacesForAll {
  /** Who was heard of within this time works here. */
  static final Duration PRESENCE = Duration.ofDays(1);

  private static final String HELD_BACK = "held_back";

  private final BridgeState state;
  private final SeatReturns returns;
  private final Seat seat;
  private final int limit;
  private final InstantSource clock;

  PlacesForAll(BridgeState state, SeatReturns returns, Seat seat, int places, InstantSource clock) {
    this.state = state;
    this.returns = returns;
    this.seat = seat;
    this.limit = Math.max(1, places / 2);
    this.clock = clock;
  }

  /** Gives back what leaves too little for somebody, and returns the items. */
  List<String> giveBack() {
    Set<String> people =
        Set.copyOf(state.annotations().people(Desk.VOTES, clock.millis() - PRESENCE.toMillis()));
    Map<String, Integer> answered = new HashMap<>();
    List<String> items = new ArrayList<>();
    for (State each : List.of(State.OPEN, State.LEASED)) {
      for (Release release : state.releases().in(Desk.VOTES, each)) {
        List<String> answeredBy = state.annotations().peopleOf(Desk.VOTES, release.itemKey());
        answeredBy.retainAll(people);
        if (answeredBy.stream().anyMatch(person -> isFull(answered, person))) {
          returns.giveBackForGood(release, "somebody would have nothing else");
          items.add(release.itemKey());
        } else {
          answeredBy.forEach(person -> answered.merge(person, 1, Integer::sum));
        }
      }
    }
    if (!items.isEmpty()) {
      state.facts().put(HELD_BACK, "yes");
    } else if (state.facts().find(HELD_BACK) != null
        && people.stream().noneMatch(person -> isFull(answered, person))) {
      askAgain();
    }
    return items;
  }

  private boolean isFull(Map<String, Integer> answered, String person) {
    return answered.getOrDefault(person, 0) >= limit;
  }

  /** Another seat is offered what this one gave back. */
  private void askAgain() {
    state.together(
        () -> {
          state.facts().remove(HELD_BACK);
          seat.change();
        });
  }
}
