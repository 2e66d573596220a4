package io.sluice.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A C program whose source is on the class path as {@code /c/NAME.c}, compiled once for each JVM that needs it. A running
 * one gets SIGTERM when the JVM is gone, even by SIGKILL.
 */
public final class CProgram {
    private static final Duration COMPILING = Duration.ofSeconds(60);
    private static final String END_WITH_PARENT = "end_with_parent.c";
    private static final Pattern OWN_INCLUDE = Pattern.compile("(?m)^#include \"(\\w+\\.h)\"");
    private static final Map<String, CProgram> COMPILED = new ConcurrentHashMap<>();

    private final Path executable;

    private CProgram(Path executable) {
        this.executable = executable;
    }

    /** Skips the calling test where there is no C compiler, and says so. */
    public static void requireCompiler() {
        assumeTrue(compiler().isPresent(), "this test needs a C compiler, and there is neither gcc nor cc on the PATH");
    }

    /**
     * The program, compiled if it was not yet. Skips the calling test where there is no compiler.
     *
     * @param name the source's name without {@code .c}
     * @return the program
     */
    public static CProgram of(String name) {
        requireCompiler();
        return COMPILED.computeIfAbsent(name, CProgram::compile);
    }

    /**
     * Compiles a source that a test has written itself. Skips the calling test where there is no compiler.
     *
     * @param name a name for the program
     * @param source the C source
     * @return the program
     */
    public static CProgram ofSource(String name, String source) {
        return ofSource(name, source, List.of());
    }

    /**
     * The same with other options of the C compiler.
     *
     * @param name a name for the program
     * @param source the C source
     * @param options such as where the headers are
     * @return the program
     */
    public static CProgram ofSource(String name, String source, List<String> options) {
        requireCompiler();
        return compileSource(name, source, options);
    }

    /**
     * Starts the program.
     *
     * @param arguments its arguments, as text
     * @return the running process, to be closed
     */
    public RunningProgram start(Object... arguments) {
        return startUnder(List.of(), arguments);
    }

    /**
     * Starts the program through another one, such as {@code setpriv}.
     *
     * @param prefix the other program with its own arguments
     * @param arguments the arguments of this program, as text
     * @return the running process, to be closed
     */
    public RunningProgram startUnder(List<String> prefix, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command(arguments));
        return RunningProgram.start(command);
    }

    /**
     * The command line of the program, for a test that starts it itself.
     *
     * @param arguments its arguments, as text
     * @return the program and its arguments
     */
    public List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private static Optional<String> compiler() {
        for (String name : List.of("gcc", "cc")) {
            for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate)) {
                    return Optional.of(candidate.toString());
                }
            }
        }
        return Optional.empty();
    }

    private static CProgram compile(String name) {
        return compileSource(name, resource(name + ".c"), List.of());
    }

    private static CProgram compileSource(String name, String source, List<String> options) {
        Path folder = Folder.PATH;
        Path executable = folder.resolve(name);
        try {
            Files.writeString(folder.resolve(name + ".c"), source);
            Files.writeString(folder.resolve(END_WITH_PARENT), resource(END_WITH_PARENT));
            Matcher includes = OWN_INCLUDE.matcher(source);
            while (includes.find()) {
                Files.writeString(folder.resolve(includes.group(1)), resource(includes.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                new ArrayList<>(List.of(compiler().orElseThrow(), "-std=gnu11", "-O1", "-Wall", "-Werror"));
        command.addAll(options);
        Collections.addAll(command, "-o", executable.toString(), executable + ".c");
        Collections.addAll(command, folder.resolve(END_WITH_PARENT).toString(), "-lrt", "-lpthread");
        try (RunningProgram compiling = RunningProgram.start(command)) {
            RunningProgram.Exit exit = compiling.awaitExit(COMPILING);
            if (exit.status() != 0) {
                throw new AssertionError(name + ".c does not compile:\n" + exit.output());
            }
        }
        return new CProgram(executable);
    }

    /** A source of the tests, or what the library brings along for C programs. */
    private static String resource(String name) {
        String folder = switch (name) {
            case "sluice_ring.h" -> "/io/sluice/ring/";
            case "sluice_word.h" -> "/io/sluice/mapping/";
            case END_WITH_PARENT -> "/io/sluice/junit/";
            default -> "/c/";
        };
        String path = folder + name;
        try (InputStream in = CProgram.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new NoSuchFileException(path + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the programs of this JVM are; other users may run them. */
    private static final class Folder {
        static final Path PATH = create();

        private static Path create() {
            try {
                Path folder = Files.createTempDirectory("sluice-c-");
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) {
            File[] files = folder.toFile().listFiles();
            boolean deleted = files != null;
            for (int i = 0; deleted && i < files.length; i++) {
                deleted = files[i].delete();
            }
            if (!deleted || !folder.toFile().delete()) {
                System.err.println("left behind: " + folder);
            }
        }
    }
}
