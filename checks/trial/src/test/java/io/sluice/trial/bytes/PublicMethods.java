package io.sluice.trial.bytes;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The public methods and constructors of the library's public types, as their source has them. */
final class PublicMethods extends TreePathScanner<Void, Void> {
    private static final List<String> MODULES = List.of("core", "reactor");

    /**
     * A public method.
     *
     * @param folder the last part of its package's name
     * @param parameters each as its type, a space and its name
     * @param exceptions what its Javadoc says that it throws, by simple name
     */
    record PublicMethod(String folder, List<String> parameters, Set<String> exceptions) {}

    private final DocTrees trees;
    private final Map<String, PublicMethod> found = new TreeMap<>();

    private PublicMethods(DocTrees trees) {
        this.trees = trees;
    }

    /** All of them by signature, such as {@code PosixMessage.of(byte[], int)}. */
    static Map<String, PublicMethod> read() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask parser = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources()));
            PublicMethods methods = new PublicMethods(DocTrees.instance(parser));
            methods.scan(parser.parse(), null);
            return methods.found;
        }
    }

    private static List<Path> sources() {
        return MODULES.stream()
                .map(module -> Path.of("..", "..", module, "src", "main", "java"))
                .flatMap(PublicMethods::filesBelow)
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        return isPublic(type.getModifiers().getFlags()) ? super.visitClass(type, null) : null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        if (isPublic(method.getModifiers().getFlags())) {
            List<? extends VariableTree> parameters = parameters(type, method);
            String name = method.getName().contentEquals("<init>")
                    ? "new"
                    : method.getName().toString();
            String types = parameters.stream()
                    .map(parameter -> parameter.getType().toString())
                    .collect(Collectors.joining(", ", "(", ")"));
            found.put(
                    type.getSimpleName() + "." + name + types,
                    new PublicMethod(
                            folder(getCurrentPath().getCompilationUnit()),
                            parameters.stream()
                                    .map(parameter -> parameter.getType() + " " + parameter.getName())
                                    .toList(),
                            exceptions(getCurrentPath())));
        }
        return null; // what is inside has no name outside
    }

    private static boolean isPublic(Set<Modifier> modifiers) {
        return modifiers.contains(Modifier.PUBLIC);
    }

    /** A record's short constructor has its components. */
    private static List<? extends VariableTree> parameters(ClassTree type, MethodTree method) {
        boolean isShort = type.getKind() == Tree.Kind.RECORD
                && method.getName().contentEquals("<init>")
                && method.getParameters().isEmpty();
        return isShort
                ? type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .toList()
                : method.getParameters();
    }

    private static String folder(CompilationUnitTree file) {
        String name = file.getPackageName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Set<String> exceptions(TreePath method) {
        DocCommentTree javadoc = trees.getDocCommentTree(method);
        return javadoc == null
                ? Set.of()
                : javadoc.getBlockTags().stream()
                        .filter(tag -> tag.getKind() == DocTree.Kind.THROWS)
                        .map(tag -> ((ThrowsTree) tag).getExceptionName().toString())
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .collect(Collectors.toSet());
    }
}
