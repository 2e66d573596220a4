package io.sluice.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.testing.Bounds;
import io.sluice.testing.ForkedJvm;
import io.sluice.user.PrintBinding;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which binding runs in a JVM of a user, on the class path and on the module path, with native access and without. */
class NativeAccessTest {
    private static final String ALLOWED = "--enable-native-access=";
    private static final String FORBIDDEN = "--illegal-native-access=deny";

    @Test
    void thisBindingIsPreferred() {
        assertThat(output(new ForkedJvm())).isEqualTo("""
                        binding: ffm
                        not used: jna: ffm is preferred.
                        ENOENT
                        """);
    }

    @Test
    void thePropertyForcesTheOther() {
        assertThat(output(new ForkedJvm().flags("-Dio.sluice.libc=jna"))).isEqualTo("""
                        binding: jna
                        not used: ffm: the system property io.sluice.libc asks for jna.
                        ENOENT
                        """);
    }

    @Test
    void withoutNativeAccessBothSayWhatToDo() {
        requireDenial();
        try (RunningProgram jvm =
                new ForkedJvm().anyBinding().nativeAccess(FORBIDDEN).start(PrintBinding.class)) {
            RunningProgram.Exit exit = jvm.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).isEqualTo(1);
            assertThat(exit.output())
                    .contains("UnsupportedPlatformException: No binding to the C library can be used")
                    .contains("ffm: this JVM forbids native access to it. Start it with"
                            + " --enable-native-access=ALL-UNNAMED.")
                    .contains("jna: JNA cannot be started (java.lang.IllegalCallerException")
                    .contains("start it with --enable-native-access=ALL-UNNAMED.");
        }
    }

    @Test
    void aModuleNeedsNoWarningAndNoClassPath() {
        assertThat(output(onModulePath(ALLOWED + "io.sluice.ffm"))).isEqualTo("""
                        binding: ffm
                        not used: jna: ffm is preferred.
                        ENOENT
                        """);
    }

    @Test
    void aModuleWithoutNativeAccessGivesWayToTheOtherBinding() {
        requireDenial();
        assertThat(output(onModulePath(ALLOWED + "com.sun.jna").flags(FORBIDDEN)))
                .isEqualTo("""
                        binding: jna
                        not used: ffm: this JVM forbids native access to it. Start it with\
                         --enable-native-access=io.sluice.ffm.
                        ENOENT
                        """);
    }

    private static void requireDenial() {
        assumeTrue(Runtime.version().feature() >= 24, "this test needs JDK 24, which can forbid native access");
    }

    private static ForkedJvm onModulePath(String nativeAccess) {
        String modules = String.join(
                File.pathSeparator, location(Libc.class), location(FfmLibcProvider.class), location(Native.class));
        return new ForkedJvm()
                .nativeAccess(nativeAccess)
                .flags("--module-path", modules, "--add-modules", "io.sluice.core,io.sluice.ffm")
                .classPath(location(PrintBinding.class));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String output(ForkedJvm jvm) {
        try (RunningProgram process = jvm.anyBinding().start(PrintBinding.class)) {
            RunningProgram.Exit exit = process.awaitExit(Bounds.WITH_START);
            assertThat(exit.status()).as(exit.output()).isZero();
            return exit.output();
        }
    }
}
