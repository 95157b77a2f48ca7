package dev.assay.server.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One Java file, parsed but not resolved.
 *
 * @param path the file, relative to the repository
 * @param lines its lines
 * @param types what it declares, nested ones too
 * @param methods its methods and constructors
 */
record SourceFile(Path path, List<String> lines, List<Type> types, List<Method> methods) {
  /**
   * A class, record, interface or enum.
   *
   * @param name its simple name
   * @param members the names of what it declares itself: methods, fields, constants, types
   */
  record Type(String name, Set<String> members) {}

  /**
   * A method with a body.
   *
   * @param name what it is called; {@code <init>} for a constructor
   * @param lines from the first line of its declaration, comment apart, to its closing brace
   */
  record Method(String name, long lines) {}

  /** Parses files by one compiler: to start one takes longer than to parse. */
  static List<SourceFile> parse(Path repository, List<Path> paths) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<SourceFile> sources = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        Declarations declarations = new Declarations(unit, positions);
        declarations.scan(unit, null);
        sources.add(
            new SourceFile(
                repository.relativize(file),
                Files.readAllLines(file),
                declarations.types,
                declarations.methods));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Declarations extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final LineMap lineMap;
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();

    Declarations(CompilationUnitTree unit, SourcePositions positions) {
      this.unit = unit;
      this.positions = positions;
      this.lineMap = unit.getLineMap();
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
      Set<String> members = new HashSet<>();
      for (Tree member : type.getMembers()) {
        if (member instanceof MethodTree method) {
          members.add(method.getName().toString());
        } else if (member instanceof VariableTree field) {
          members.add(field.getName().toString());
        } else if (member instanceof ClassTree nested) {
          members.add(nested.getSimpleName().toString());
        }
      }
      types.add(new Type(type.getSimpleName().toString(), members));
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      if (method.getBody() != null) {
        long first = lineMap.getLineNumber(positions.getStartPosition(unit, method));
        long last = lineMap.getLineNumber(positions.getEndPosition(unit, method) - 1);
        methods.add(new Method(method.getName().toString(), last - first + 1));
      }
      return super.visitMethod(method, null);
    }
  }
}
