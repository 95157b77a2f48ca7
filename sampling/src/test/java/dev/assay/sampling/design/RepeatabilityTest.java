package dev.assay.sampling.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.sampling.SeededStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A recorded draw is recomputed from its seed, on any machine and Java release and by later
 * versions: whoever changes a number here breaks the replay of what has been recorded.
 */
class RepeatabilityTest {

  private static final Map<String, Long> RECORDED =
      Map.ofEntries(
          Map.entry("ordered-pivotal", -2297674536392472574L),
          Map.entry("uniform", -50632882875505959L),
          Map.entry("uniform-with-replacement", -1778363180977640756L),
          Map.entry("stratified-proportional", 4912003130734172430L),
          Map.entry("stratified-equal", 4572420919011973999L),
          Map.entry("stratified-neyman", -4445162883325101403L),
          Map.entry("stratified-cost", 4709299980844874336L),
          Map.entry("importance", -4793080294130924162L),
          Map.entry("stratified-importance", -8533653989862160217L),
          Map.entry("poisson", -3509854621042027518L),
          Map.entry("random-pivotal", 8220353761079482623L),
          Map.entry("stratified-pivotal", 1088072805858678350L),
          Map.entry("systematic", 2650619477890556621L),
          Map.entry("sampford", 3298778754625291843L),
          Map.entry("conditional-poisson", 1147809374346483287L),
          Map.entry("local-pivotal", -869275763103433379L),
          Map.entry("cube", -3910208942692395648L),
          Map.entry("local-cube", 4059783415020307420L),
          Map.entry("coordinated-poisson", 6915638025195251734L),
          Map.entry("priority", 107905616138559559L));

  static Stream<Named<Design>> all() {
    return Designs.all().stream().map(design -> Named.of(design.name(), design));
  }

  @ParameterizedTest
  @MethodSource("all")
  void drawsAsRecorded(Design design) {
    Frame frame = Populations.frame(Populations.skewed(40, 12));
    long hash = 0;
    for (int seed = 0; seed < 500; seed++) {
      Sample sample = design.draw(frame, 12, seed);
      hash = SeededStream.mix(hash ^ Arrays.hashCode(sample.units()));
      hash = SeededStream.mix(hash ^ Arrays.hashCode(sample.inclusionProbabilities()));
    }
    assertThat(RECORDED).containsEntry(design.name(), hash);
  }

  @Test
  void hasARecordOfEachDesign() {
    assertThat(RECORDED).hasSameSizeAs(Designs.all());
  }
}
