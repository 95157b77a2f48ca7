package dev.assay.reliability.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.assay.reliability.proof.Contract;
import dev.assay.server.ValidRequests;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An input for each RPC of the contract in which nothing is wrong: what fuzzing begins with. */
final class ValidInputs {
  private ValidInputs() {}

  /** By names that no input which was found has. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> inputs = new TreeMap<>();
    for (MethodDescriptor<?, ?> method : Contract.methods()) {
      List<ByteString> messages =
          ValidRequests.of(String.valueOf(method.getBareMethodName())).stream()
              .map(Message::toByteString)
              .toList();
      inputs.put(
          "valid-" + method.getBareMethodName(),
          FuzzInput.bytes(method, true, true, messages).toByteArray());
    }
    return inputs;
  }

  /** Writes each into a file of the folder. */
  static void write(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> input : all().entrySet()) {
      Files.write(folder.resolve(input.getKey()), input.getValue());
    }
  }
}
