package io.sluice.benchmarks;

import io.sluice.benchmarks.worker.WorkerMain;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of classes, each made by a JVM that runs a role to its end, and used by the JVMs behind it. */
final class ClassArchives {
    /** How the log says that a class comes from an archive that was made at the exit of a program. */
    private static final String FROM_ARCHIVE = "source: shared objects file (top)";

    private final Path folder;
    private final Set<Path> begun = new HashSet<>();
    private final Set<Path> seenInUse = new HashSet<>();

    ClassArchives(Path folder) {
        this.folder = folder;
    }

    /** The first JVM of a role makes the archive of this run; the second one is preceded by a look at whether that is used. */
    List<String> worker(Jdk jdk, String classPath, String binding, String role) {
        Path archive = folder.resolve(role + "-" + binding + ".jsa");
        try {
            Path program = program(classPath);
            if (begun.add(archive)) {
                Files.deleteIfExists(archive);
                return jdk.worker(program, List.of("-XX:ArchiveClassesAtExit=" + archive), binding, role);
            }
            String use = "-XX:SharedArchiveFile=" + archive;
            if (seenInUse.add(archive)) {
                requireUse(jdk.worker(program, List.of(use, "-Xlog:class+load"), binding, role));
            }
            return jdk.worker(program, List.of(use), binding, role);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** A JVM that cannot use its archive goes without a word. */
    private static void requireUse(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (log.lines().noneMatch(line -> line.contains(WorkerMain.class.getName()) && line.endsWith(FROM_ARCHIVE))) {
            throw new BenchmarkException("no class comes from the archive: " + String.join(" ", command));
        }
    }

    /**
     * A jar to start, beside jars with all classes: a JVM archives nothing from folders, and allows native access to what the
     * jar allows it to. Made once, because with another time of its files an archive would not fit any more.
     */
    private Path program(String classPath) throws IOException {
        Path program = folder.resolve("worker.jar");
        if (!begun.add(program)) {
            return program;
        }
        Files.createDirectories(folder);
        List<String> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = folder.resolve("classes-" + jars.size() + ".jar");
            if (Files.isDirectory(Path.of(entry))) {
                pack(Path.of(entry), jar);
            } else {
                Files.copy(Path.of(entry), jar, StandardCopyOption.REPLACE_EXISTING);
            }
            jars.add(jar.getFileName().toString());
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, WorkerMain.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
        manifest.getMainAttributes().putValue("Enable-Native-Access", "ALL-UNNAMED");
        new JarOutputStream(Files.newOutputStream(program), manifest).close();
        return program;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> tree = Files.walk(classes)) {
            for (Path found : tree.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(found).toString().replace(File.separatorChar, '/')));
                Files.copy(found, zip);
            }
        }
    }
}
