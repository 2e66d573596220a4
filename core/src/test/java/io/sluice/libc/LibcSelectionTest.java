package io.sluice.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.testing.Bounds;
import io.sluice.testing.CProcess;
import io.sluice.testing.ForkedJvm;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    @Test
    void theSelectionOfThisJvmIsMadeOnce() {
        assertThat(LibcSelection.current()).isSameAs(LibcSelection.current());
        assertThat(Libc.get()).isSameAs(LibcSelection.current().libc());
    }

    @Test
    void anotherOperatingSystemFailsAtOnceWithTheSentence() {
        try (CProcess jvm = new ForkedJvm().flags("-Dos.arch=sparc").start(FirstUse.class)) {
            CProcess.Exit exit = jvm.awaitExit(Bounds.SOON);
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
