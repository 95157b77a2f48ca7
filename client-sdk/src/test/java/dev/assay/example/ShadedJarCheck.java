package dev.assay.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checks the jar of the classifier "shaded"; run by the profile of that name, after packaging. */
@Timeout(60)
class ShadedJarCheck {
  private static final Path JAR = Path.of(System.getProperty("assay.shaded.jar", "not given"));

  @Test
  void everyClassIsUnderOurOwnName() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> foreign =
          jar.stream()
              .map(entry -> entry.getName().replaceFirst("^META-INF/versions/[0-9]+/", ""))
              .filter(name -> name.endsWith(".class") && !name.startsWith("dev/assay/"))
              .toList();
      assertThat(foreign).isEmpty();
      assertThat(jar.getEntry("dev/assay/client/AssayClient.class")).isNotNull();
      assertThat(jar.getEntry("dev/assay/v1/Project.class")).isNotNull();
    }
  }

  @Test
  void theExampleRunsOnTheJarAlone() throws Exception {
    try (RoundServer server = new RoundServer();
        URLClassLoader alone = jarAlone()) {
      Method run =
          alone
              .loadClass("dev.assay.example.ReadmeExample")
              .getDeclaredMethod("run", String.class, List.class, Function.class, Function.class);
      run.setAccessible(true);
      Function<String, float[]> model = id -> new float[] {0.25f, 0.75f};
      Function<String, String> annotator = id -> "dog";
      Object accuracy = run.invoke(null, server.target(), List.of("a", "b", "c"), model, annotator);
      assertThat(accuracy.getClass().getClassLoader()).isSameAs(alone);
      assertThat(accuracy.getClass().getMethod("getLabelCount").invoke(accuracy)).isEqualTo(3L);
    }
  }

  @Test
  void theNativeLibrariesAreFoundWhereTheyWereBefore() throws Exception {
    try (URLClassLoader alone = jarAlone()) {
      assertThat(available(alone, Epoll.class)).isEqualTo(Epoll.isAvailable());
      assertThat(available(alone, OpenSsl.class)).isEqualTo(OpenSsl.isAvailable());
    }
  }

  private static boolean available(ClassLoader alone, Class<?> library)
      throws ReflectiveOperationException {
    Class<?> relocated = alone.loadClass("dev.assay.shaded." + library.getName());
    return (boolean) relocated.getMethod("isAvailable").invoke(null);
  }

  /** The jar and the example, without anything else that this test sees. */
  private static URLClassLoader jarAlone() throws IOException {
    URL examples = ShadedJarCheck.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(
        new URL[] {JAR.toUri().toURL(), examples}, ClassLoader.getPlatformClassLoader());
  }
}
