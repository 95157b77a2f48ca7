package dev.assay.server.estimation;

import dev.assay.server.store.Tables;
import dev.assay.server.store.WaveRow;
import dev.assay.v1.WaveOpinion;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is believed of the model's errors on the items of each wave: the second opinion where the
 * wave has one, else what the model found itself.
 *
 * @param byWave second opinions by the numbers of their waves
 */
record WaveOpinions(Map<Long, WaveOpinion> byWave) {
  /** The model's own doubt alone. */
  static final WaveOpinions NONE = new WaveOpinions(Map.of());

  static WaveOpinions read(Tables tables, long projectId) {
    return new WaveOpinions(
        tables.waves().opinions(projectId).stream()
            .collect(
                Collectors.toUnmodifiableMap(WaveOpinion::getWaveNumber, Function.identity())));
  }

  /** How probable an error on a drawn item is, in [0, 1]. */
  double error(SettledItem item) {
    WaveOpinion opinion = byWave.get(item.waveNumber());
    return opinion == null ? item.errorProbability() : opinion.getErrors(item.position());
  }

  /** The sum of that over the wave's candidates that the model version is judged by. */
  double controlTotal(WaveRow wave) {
    WaveOpinion opinion = byWave.get(wave.waveNumber());
    return opinion == null ? wave.judgedControl() : opinion.getControlTotal();
  }

  /** Those of the waves of a sample that have one. */
  List<WaveOpinion> of(WaveSample sample) {
    return sample.waves().stream()
        .filter(wave -> byWave.containsKey(wave.waveNumber()))
        .map(wave -> byWave.get(wave.waveNumber()))
        .toList();
  }
}
