package dev.assay.labelstudio.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.labelstudio.fake.FakeLabelStudio;
import dev.assay.labelstudio.fake.FakeServer;
import org.junit.jupiter.api.Test;

final class CredentialsTest {
  @Test
  void theTwoKindsOfTokenAreToldApart() {
    assertThat(Credentials.of(FakeServer.PERSONAL).isPersonal()).isTrue();
    assertThat(Credentials.of(FakeServer.LEGACY).isPersonal()).isFalse();
    assertThatThrownBy(() -> Credentials.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Credentials.of("two tokens"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Credentials.of(FakeServer.LEGACY).toString()).doesNotContain(FakeServer.LEGACY);
  }

  @Test
  void bothKindsOpenTheApi() throws Exception {
    FakeLabelStudio studio = new FakeLabelStudio();
    long project = studio.createProject("Pets", FakeLabelStudio.CHOICES);
    try (FakeServer server = new FakeServer(studio)) {
      for (String token : new String[] {FakeServer.PERSONAL, FakeServer.LEGACY}) {
        LabelStudioApi api =
            new LabelStudioApi(new LabelStudioHttp(server.uri(), Credentials.of(token)));
        assertThat(api.project(project).title()).isEqualTo("Pets");
      }
      LabelStudioApi stranger =
          new LabelStudioApi(new LabelStudioHttp(server.uri(), Credentials.of("stranger")));
      assertThatThrownBy(() -> stranger.project(project))
          .isInstanceOfSatisfying(
              LabelStudioException.class,
              e -> assertThat(e.kind()).isEqualTo(LabelStudioException.Kind.UNAUTHORIZED))
          .hasMessageNotContaining("stranger");
    }
  }

  @Test
  void equalValuesHaveOneCanonicalText() {
    assertThat(Json.canonical(Json.parse("{\"b\":[1,{\"y\":2,\"x\":1}],\"a\":null}")))
        .isEqualTo(Json.canonical(Json.parse("{ \"a\":null, \"b\":[1,{\"x\":1,\"y\":2}] }")));
  }
}
