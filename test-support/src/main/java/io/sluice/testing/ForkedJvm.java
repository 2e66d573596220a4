package io.sluice.testing;

import io.sluice.junit.RunningProgram;
import io.sluice.libc.LibcProvider;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM of the same kind, class path and binding to the C library, for what cannot be tested in this one. Each handle
 * that it drops and its collector finds is reported, and fails the test that waits for its end.
 */
public final class ForkedJvm {
    /** The binding to the C library that this JVM's tests are run on is that of the other JVM. */
    private static final String BINDING = "io.sluice.libc";

    private static final Set<PosixFilePermission> EVERYBODY = PosixFilePermissions.fromString("rwxr-xr-x");

    private final List<String> prefix = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private String classPath = System.getProperty("java.class.path");
    private @Nullable String binding = System.getProperty(BINDING);
    private String nativeAccess = "--enable-native-access=ALL-UNNAMED";

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
        return under(Programs.prepared(namespaces, preparation));
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
     * Lets it choose the binding to the C library itself, as a user's JVM does.
     *
     * @return this
     */
    public ForkedJvm anyBinding() {
        binding = null;
        return this;
    }

    /**
     * Allows or forbids native access in another way than to all of the class path.
     *
     * @param flag the flag instead of {@code --enable-native-access=ALL-UNNAMED}
     * @return this
     */
    public ForkedJvm nativeAccess(String flag) {
        nativeAccess = flag;
        return this;
    }

    /**
     * Gives it another class path.
     *
     * @param entries files and folders
     * @return this
     */
    public ForkedJvm classPath(String... entries) {
        classPath = String.join(File.pathSeparator, entries);
        return this;
    }

    /**
     * Runs it as the user nobody, who may not read this user's files: the classes that it needs are copied. Skips the
     * calling test where that is not possible.
     *
     * @param folder where to copy the classes to; will be readable by everybody
     * @param classes one class of each class path entry that it needs, besides the bindings to the C library
     * @return this
     */
    public ForkedJvm asNobody(Path folder, Class<?>... classes) {
        return asUser(Programs.nobody(), folder, classes);
    }

    /**
     * The same as another user, for what nobody's processes in other tests must not feel.
     *
     * @param user from {@link Programs#user}
     * @param folder where to copy the classes to; will be readable by everybody
     * @param classes one class of each class path entry that it needs, besides the bindings to the C library
     * @return this
     */
    public ForkedJvm asUser(String[] user, Path folder, Class<?>... classes) {
        under(user);
        try {
            List<Class<?>> needed = new ArrayList<>(List.of(classes));
            ServiceLoader.load(LibcProvider.class).forEach(provider -> needed.add(provider.getClass()));
            Set<Path> sources = new LinkedHashSet<>();
            for (Class<?> type : needed) {
                sources.add(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            }
            List<String> entries = new ArrayList<>();
            for (Path source : sources) {
                entries.add(copyForEverybody(source, folder, entries.size() + "-" + source.getFileName())
                        .toString());
            }
            classPath = String.join(File.pathSeparator, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /**
     * Copies what other users cannot read where it is, as below a folder of mode 0700.
     *
     * @param source a file, or a folder with all that is in it
     * @param folder where to copy it to; will be readable by everybody
     * @param name the copy's name
     * @return the copy
     * @throws IOException if that failed
     */
    public static Path copyForEverybody(Path source, Path folder, String name) throws IOException {
        Files.setPosixFilePermissions(folder, EVERYBODY);
        Path target = folder.resolve(name);
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, EVERYBODY);
            }
        }
        return target;
    }

    /**
     * Starts it.
     *
     * @param main the class whose {@code main} is run
     * @param arguments its arguments
     * @return the running process, to be closed
     */
    public RunningProgram start(Class<?> main, Object... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Programs.java());
        Collections.addAll(command, nativeAccess, "-Xmx128m", "-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        if (binding != null) {
            command.add("-D" + BINDING + "=" + binding);
        }
        command.add("-Dio.sluice.leakDetection=paranoid");
        command.addAll(flags);
        Collections.addAll(command, "-cp", classPath, main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return RunningProgram.start(command);
    }
}
