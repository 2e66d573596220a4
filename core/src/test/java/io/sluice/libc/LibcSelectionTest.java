package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibcSelectionTest {
    private static final LibcProvider PLAIN = provider("plain", 0, null);
    private static final LibcProvider FAST = provider("fast", 10, null);
    private static final LibcProvider ABSENT = provider("absent", 20, "needs another JDK.");

    @Test
    void theAvailableBindingOfTheHighestPriorityRuns() {
        LibcSelection selection = LibcSelection.select(List.of(PLAIN, ABSENT, FAST), null);
        assertThat(selection.name()).isEqualTo("fast");
        assertThat(selection.libc()).isNotNull();
        assertThat(selection.rejected()).containsExactly("absent: needs another JDK.", "plain: fast is preferred.");
    }

    @Test
    void theBindingThatThePropertyNamesRuns() {
        LibcSelection selection = LibcSelection.select(List.of(PLAIN, FAST), "plain");
        assertThat(selection.name()).isEqualTo("plain");
        assertThat(selection.rejected()).containsExactly("fast: the system property io.sluice.libc asks for plain.");
    }

    @Test
    void anUnknownBindingIsRefusedWithTheNamesThatThereAre() {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> LibcSelection.select(List.of(PLAIN, FAST), "nonsense"))
                .withMessageContainingAll(
                        "No binding named 'nonsense' can be used", "plain:", "fast:", "io.sluice.libc");
    }

    @Test
    void aForcedBindingThatCannotRunIsRefusedWithItsReason() {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> LibcSelection.select(List.of(PLAIN, ABSENT), "absent"))
                .withMessageContainingAll("No binding named 'absent' can be used", "absent: needs another JDK.");
    }

    @Test
    void noBindingAtAllIsRefused() {
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> LibcSelection.select(List.of(), null))
                .withMessage("No binding to the C library can be used.");
    }

    /** As a JVM of Alpine Linux that cannot load JNA's native library. */
    @Test
    void aJvmOnMuslWithoutABindingIsToldSoWithTheRemedy(@TempDir Path folder) throws IOException {
        Path maps = Files.writeString(
                folder.resolve("maps"), "7f00-7f01 r-xp 00000000 fe:00 42                  /lib/ld-musl-x86_64.so.1\n");
        assertThatExceptionOfType(UnsupportedPlatformException.class)
                .isThrownBy(() -> LibcSelection.select(List.of(ABSENT), null, maps))
                .withMessageContainingAll(
                        "absent: needs another JDK.",
                        "This JVM runs on musl, as those of Alpine Linux do",
                        "built for glibc",
                        "-Djna.boot.library.path=FOLDER",
                        "sluice-ffm");
        assertThat(LibcSelection.select(List.of(PLAIN), null, maps).name())
                .as("what can be used is used")
                .isEqualTo("plain");
    }

    @Test
    void aProviderThatCannotBeLoadedIsPassedOverWithTheReason() {
        List<Error> errors = List.of(
                new UnsupportedClassVersionError("io/sluice/Fast has been compiled by a more recent version"),
                new ServiceConfigurationError("io.sluice.libc.LibcProvider: Provider io.sluice.Gone not found"));
        LibcSelection selection = LibcSelection.select(
                () -> new Iterator<>() {
                    private final Iterator<Error> failing = errors.iterator();
                    private final Iterator<LibcProvider> loading =
                            List.of(PLAIN).iterator();

                    @Override
                    public boolean hasNext() {
                        if (failing.hasNext()) {
                            throw failing.next();
                        }
                        return loading.hasNext();
                    }

                    @Override
                    public LibcProvider next() {
                        return loading.next();
                    }
                },
                null);
        assertThat(selection.name()).isEqualTo("plain");
        assertThat(selection.rejected())
                .containsExactly(
                        "io.sluice.Fast: it needs a newer JDK than this one, which is "
                                + Runtime.version().feature() + ".",
                        "io.sluice.libc.LibcProvider: Provider io.sluice.Gone not found");
    }

    /** A class file of the JVM's own next version, found as a provider is: by its name in META-INF/services. */
    @Test
    void aProviderForANewerJdkIsPassedOver(@TempDir Path folder) throws IOException {
        String name = NewerProvider.class.getName();
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(LibcProvider.class.getName()), name + "\n");
        Path copy = folder.resolve(name.replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream in = LibcSelectionTest.class.getResourceAsStream("LibcSelectionTest$NewerProvider.class")) {
            byte[] bytes = in.readAllBytes();
            int majorVersion = 6;
            ByteBuffer.wrap(bytes)
                    .putShort(majorVersion, (short) (44 + Runtime.version().feature() + 1));
            Files.write(copy, bytes);
        }
        String classPath = System.getProperty("java.class.path");
        try (RunningProgram jvm =
                new ForkedJvm().classPath(folder.toString(), classPath).start(Rejected.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            assertThat(exit.output())
                    .contains(name + ": it needs a newer JDK than this one, which is "
                            + Runtime.version().feature() + ".");
        }
    }

    /** Never made: the JVM does not even load it. */
    static final class NewerProvider {}

    /** Prints why the other bindings do not run. */
    static final class Rejected {
        public static void main(String[] arguments) {
            LibcSelection.current().rejected().forEach(System.out::println);
        }
    }

    @Test
    void theSelectionOfThisJvmIsMadeOnce() {
        assertThat(LibcSelection.current()).isSameAs(LibcSelection.current());
        assertThat(Libc.get()).isSameAs(LibcSelection.current().libc());
    }

    @Test
    void anotherOperatingSystemFailsAtOnceWithTheSentence() {
        try (RunningProgram jvm = new ForkedJvm().flags("-Dos.arch=sparc").start(FirstUse.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.output())
                    .contains(
                            "UnsupportedPlatformException: Sluice speaks to the Linux kernel on x86-64 and aarch64, and"
                                    + " this JVM runs on Linux sparc.");
            assertThat(exit.status()).isEqualTo(1);
        }
    }

    /** What a program does first. */
    static final class FirstUse {
        public static void main(String[] arguments) {
            Libc.get();
        }
    }

    private static LibcProvider provider(String name, int priority, String reason) {
        return new LibcProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int priority() {
                return priority;
            }

            @Override
            public Optional<String> unavailableBecause() {
                return Optional.ofNullable(reason);
            }

            @Override
            public Libc bind() {
                return (Libc) Proxy.newProxyInstance(
                        Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> 0);
            }
        };
    }
}
