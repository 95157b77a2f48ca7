package dev.assay.server.acquisition;

import com.google.protobuf.ByteString;
import dev.assay.sampling.acquire.Recipe;
import dev.assay.server.store.WaveItemRow;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.WaveQuotas;
import java.util.List;

/**
 * A wave as computed, before it is stored.
 *
 * @param recipe how it was drawn
 * @param quotas its quotas with what each stratum was given; without strata where it has none
 * @param items in their order of serving, with the wave number they were computed for
 * @param controls what estimates need of all candidates
 * @param digest SHA-256 over candidates, inclusion probabilities and drawn items
 */
record DrawnWave(
    Recipe recipe,
    WaveQuotas quotas,
    int candidateCount,
    List<WaveItemRow> items,
    WaveRow.Controls controls,
    ByteString digest) {}
