package io.sluice.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.MarkdownFile;
import io.sluice.testing.MarkdownFile.CodeBlock;
import io.sluice.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project that a page makes: its files are written into a folder of the test, and its commands run there. */
final class PageProject {
    /** What a program needs that depends on {@code sluice-reactor} and {@code sluice-ffm}, and nothing else. */
    private static final Set<String> MODULES = Set.of("core", "ffm", "reactor");

    private static final Pattern LIBRARY =
            Pattern.compile("(?:jna|jspecify|reactive-streams|reactor-core)-\\d[\\w.-]*\\.jar");
    private static final Pattern OUR_JAR = Pattern.compile("sluice-(\\w+)-\\d[\\w.-]*\\.jar");

    private final MarkdownFile page;
    private final Path folder;
    private final String documentedQueue;
    private final String queue;

    /** The queue that the page names is replaced by one of the test. */
    PageProject(MarkdownFile page, Path folder, String documentedQueue, String queue) {
        this.page = page;
        this.folder = folder;
        this.documentedQueue = documentedQueue;
        this.queue = queue;
    }

    /** The commands of the page, in their order. */
    List<String> commands() {
        return page.codeBlocks().stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.commands().stream())
                .toList();
    }

    /** The one command that begins with a word. */
    String command(String start) {
        List<String> found =
                commands().stream().filter(command -> command.startsWith(start)).toList();
        assertThat(found).as(start).hasSize(1);
        return found.get(0);
    }

    /** Writes the page's file whose text has a part, under the path that the page's prose gives it. */
    void write(String path, String part) throws IOException {
        assertThat(String.join("\n", page.prose())).contains("`" + path + "`");
        List<String> found = page.codeBlocks().stream()
                .map(CodeBlock::text)
                .filter(text -> text.contains(part))
                .toList();
        assertThat(found).as(path).hasSize(1);
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), found.get(0).replace('"' + documentedQueue + '"', '"' + queue + '"'));
    }

    /** Starts a command of the page in the folder, with the JDK that runs this test. */
    RunningProgram start(String command) {
        String jdk = Path.of(Programs.java()).getParent().toString();
        return RunningProgram.start(
                List.of("/bin/sh", "-c", "cd \"$1\" && PATH=\"$2:$PATH\" && " + command, "sh", folder.toString(), jdk));
    }

    /** What {@code mvn package dependency:copy-dependencies} does, without a local repository. */
    void packageAsMavenDoes() throws IOException {
        copyDependencies();
        boolean modular = Files.exists(folder.resolve("src/main/java/module-info.java"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-proc:none"));
        Collections.addAll(
                arguments,
                modular ? "--module-path" : "--class-path",
                jars(),
                "-d",
                folder.resolve("target/classes").toString());
        try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        runTool("javac", arguments);
    }

    private void copyDependencies() throws IOException {
        Path target = Files.createDirectories(folder.resolve("target/dependency"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            String name = source.getFileName().toString();
            Matcher ours = OUR_JAR.matcher(name);
            if (LIBRARY.matcher(name).matches() || (ours.matches() && MODULES.contains(ours.group(1)))) {
                Files.copy(source, target.resolve(name));
            } else if (source.endsWith("target/classes") && MODULES.contains(moduleOf(source))) {
                runTool(
                        "jar",
                        List.of("-cf", target.resolve(moduleOf(source) + ".jar").toString(), "-C", entry, "."));
            }
        }
    }

    private String jars() throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("target/dependency"))) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String moduleOf(Path classes) {
        return classes.getParent().getParent().getFileName().toString();
    }

    private static void runTool(String name, List<String> arguments) {
        assertThat(ToolProvider.findFirst(name)
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .as("%s %s", name, arguments)
                .isZero();
    }
}
