package dev.assay.server.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.store.ConstraintViolated;
import dev.assay.server.store.InvariantBroken;
import dev.assay.server.store.StoreOptions;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no row may be, whatever the server makes of it; {@link Breaches} has one for each rule. */
public abstract class RulesContract extends StoreContract {
  protected RulesContract(StoreEngine engine) {
    super(engine);
  }

  static Set<String> rules() {
    return Breaches.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRowThatBreaksARuleIsRefusedAndLeavesNoTrace(String rule) {
    long project = this.<Long>write(Breaches::open);
    Breaches.Breach breach = Breaches.all().get(rule);
    assertThat(breach).isNotNull();
    assertThatThrownBy(
            () ->
                change(
                    t -> {
                      t.requests().insert(SampleRows.request("p", "trace", 7));
                      breach.happen(t, project);
                    }))
        .cause()
        .isInstanceOfAny(ConstraintViolated.class, InvariantBroken.class);
    reopen(StoreOptions.defaults());
    assertThat(store().<Boolean>read(t -> t.requests().find("p", "trace") == null)).isTrue();
    assertThat(store().<Boolean>read(t -> t.requests().find("p", "r") == null)).isFalse();
  }
}
