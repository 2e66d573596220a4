package io.sluice.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Another JVM of the same kind and class path, for what cannot be tested in this one. */
public final class ForkedJvm {
    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");

    /**
     * Starts the JVM through another program, such as {@code unshare}.
     *
     * @param command the program with its own arguments
     * @return this
     */
    public ForkedJvm under(String... command) {
        Collections.addAll(prefix, command);
        return this;
    }

    /**
     * Prepares the namespaces that it will run in. Skips the calling test where that is not allowed.
     *
     * @param namespaces from {@link Programs#unshare}
     * @param preparation a shell command, which is tried in other such namespaces first
     * @return this
     */
    public ForkedJvm inNamespaces(String[] namespaces, String preparation) {
        Programs.requireInNamespaces(namespaces, preparation);
        return under(namespaces).under("/bin/sh", "-c", preparation + " && exec \"$0\" \"$@\"");
    }

    /**
     * Adds flags.
     *
     * @param jvmFlags such as {@code -Dname=value}
     * @return this
     */
    public ForkedJvm flags(String... jvmFlags) {
        Collections.addAll(flags, jvmFlags);
        return this;
    }

    /**
     * Runs it as the user nobody, who may not read this user's files: the classes that it needs are copied. Skips the
     * calling test where that is not possible.
     *
     * @param folder where to copy the classes to; will be readable by everybody
     * @param classes one class of each class path entry that it needs
     * @return this
     */
    public ForkedJvm asNobody(Path folder, Class<?>... classes) {
        under(Programs.nobody());
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Set<String> entries = new LinkedHashSet<>();
            for (Class<?> type : classes) {
                Path source = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI());
                Path copy = folder.resolve(source.getParent().getFileName() + "-" + source.getFileName());
                if (entries.add(copy.toString())) {
                    copy(source, copy);
                }
            }
            classPath = String.join(File.pathSeparator, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /**
     * Starts it.
     *
     * @param main the class whose {@code main} is run
     * @param arguments its arguments
     * @return the running process, to be closed
     */
    public CProcess start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Collections.addAll(command, "--enable-native-access=ALL-UNNAMED", "-Xmx128m", "-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(flags);
        Collections.addAll(command, "-cp", classPath, main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return CProcess.start(command);
    }
}
