package dev.assay.reliability.proof;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.assay.v1.ProjectServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Every RPC of the contract, found among the generated classes: a new one is never left out. */
public final class Contract {
  private static final String SUFFIX = "Grpc.class";

  private Contract() {}

  /** All methods, in the order of their names. */
  public static List<MethodDescriptor<?, ?>> methods() {
    List<MethodDescriptor<?, ?>> methods = new ArrayList<>();
    for (String name : generated()) {
      methods.addAll(descriptor(name).getMethods());
    }
    methods.sort(Comparator.comparing(MethodDescriptor::getFullMethodName));
    return methods;
  }

  /** Those that change something: every request of theirs has an id, or its header has. */
  public static List<MethodDescriptor<?, ?>> mutating() {
    return methods().stream().filter(method -> hasRequestId(request(method))).toList();
  }

  private static Descriptor request(MethodDescriptor<?, ?> method) {
    return ((ProtoMethodDescriptorSupplier) Objects.requireNonNull(method.getSchemaDescriptor()))
        .getMethodDescriptor()
        .getInputType();
  }

  private static boolean hasRequestId(Descriptor type) {
    FieldDescriptor header = type.findFieldByName("header");
    return type.findFieldByName("request_id") != null
        || (header != null && hasRequestId(header.getMessageType()));
  }

  private static ServiceDescriptor descriptor(String className) {
    try {
      return (ServiceDescriptor)
          Class.forName(className).getMethod("getServiceDescriptor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className + " is no generated service", e);
    }
  }

  private static List<String> generated() {
    Class<?> one = ProjectServiceGrpc.class;
    String folder = "/" + one.getPackageName().replace('.', '/');
    try {
      URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path root = Path.of(place);
      if (Files.isDirectory(root)) {
        return names(root.resolve(folder.substring(1)), one.getPackageName());
      }
      try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place), Map.of())) {
        return names(jar.getPath(folder), one.getPackageName());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Path folder, String packageName) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> packageName + "." + file.substring(0, file.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}
