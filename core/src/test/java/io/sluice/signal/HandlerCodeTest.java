package io.sluice.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.junit.RunningProgram;
import io.sluice.libc.Libc;
import io.sluice.libc.MemoryCalls;
import io.sluice.libc.MemoryConstants;
import io.sluice.libc.SignalConstants;
import io.sluice.libc.SignalLayouts;
import io.sluice.testing.Bounds;
import io.sluice.testing.CProgram;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The machine code of the handler, against its source, and where it is found again. */
class HandlerCodeTest {
    @TempDir
    Path folder;

    @BeforeEach
    void requireX86() {
        assumeTrue(HandlerCode.exists(), "the handler exists on x86-64 only");
    }

    @Test
    void theBytesAreThoseOfTheSource() throws Exception {
        CProgram.requireCompiler();
        Path source = folder.resolve("handler.S");
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("handler-x86_64.S"))) {
            Files.copy(in, source);
        }
        run(
                "gcc",
                "-c",
                "-DUC_SIGMASK=" + maskOffset(),
                "-DSI_CODE=" + SignalLayouts.SIGINFO_CODE,
                "-DPRIMER=0x" + Integer.toHexString(HandlerCode.PRIMER),
                "-o",
                folder.resolve("handler.o").toString(),
                source.toString());
        Path assembled = folder.resolve("handler.bin");
        run(
                "objcopy",
                "-O",
                "binary",
                "-j",
                ".text",
                folder.resolve("handler.o").toString(),
                assembled.toString());
        assertThat(HexFormat.of().formatHex(HandlerCode.bytes()))
                .isEqualTo(HexFormat.of().formatHex(Files.readAllBytes(assembled)));
    }

    /** Where the kernel's {@code ucontext} has the mask, as the C library declares it. */
    private static String maskOffset() {
        String source = """
                #define _GNU_SOURCE
                #include <stddef.h>
                #include <stdio.h>
                #include <ucontext.h>
                int main(void) { printf("%zu", offsetof(ucontext_t, uc_sigmask)); return 0; }
                """;
        try (RunningProgram process = CProgram.ofSource("mask_offset", source).start()) {
            return process.awaitExit(Bounds.SOON).output().strip();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x80, SignalConstants.SI_QUEUE, -2, SignalConstants.SI_TKILL, -60})
    void theMarkOfACodeIsTakenOff(int code) {
        boolean marked = code >= 0 || code == SignalConstants.SI_TKILL;
        int queued = marked ? (code | 0x80000000) & 0xBFFFFFFF : code;
        assertThat(HandlerCode.codeAsSent(queued)).isEqualTo(code);
    }

    @Test
    void onePageServesAllSignals() {
        SignalCapture.of(Signal.realTime(13));
        long address = SignalAction.of(Signal.realTime(13).number()).handler();
        assertThat(HandlerCode.isAt(address)).isTrue();
        assertThat(HandlerCode.address()).isEqualTo(address);
        SignalCapture.of(Signal.realTime(14));
        assertThat(SignalAction.of(Signal.realTime(14).number()).handler()).isEqualTo(address);
    }

    @Test
    void anInterruptedThreadFindsThePageAndStaysInterrupted() {
        SignalCapture.of(Signal.realTime(13));
        long address = SignalAction.of(Signal.realTime(13).number()).handler();
        Thread.currentThread().interrupt();
        try {
            assertThat(HandlerCode.isAt(address)).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -4096, 4096, 0x7FFF_FFFF_F000L, Long.MAX_VALUE & -4096L})
    void anAddressThatIsNotMappedIsNoHandler(long address) {
        assertThat(HandlerCode.isAt(address)).isFalse();
    }

    /** Neither when it is mapped nor when its protection changes. */
    @Test
    void thePageIsNeverWritableAndExecutableAtOnce() {
        List<Object> protections = new ArrayList<>();
        MemoryCalls real = Libc.get().memory();
        MemoryCalls recording = (MemoryCalls) Proxy.newProxyInstance(
                MemoryCalls.class.getClassLoader(), new Class<?>[] {MemoryCalls.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("mmap") || method.getName().equals("mprotect")) {
                        protections.add(arguments[2]);
                    }
                    return method.invoke(real, arguments);
                });
        long page = HandlerCode.mapped(recording);
        assertThat(HandlerCode.isAt(page)).isTrue();
        assertThat(real.munmap(page, 4096)).isZero();
        assertThat(protections)
                .containsExactly(
                        MemoryConstants.PROT_READ | MemoryConstants.PROT_WRITE,
                        MemoryConstants.PROT_READ | MemoryConstants.PROT_EXEC);
    }

    @Test
    void thePageMayBeExecutedAndNotWritten() throws IOException {
        SignalCapture.of(Signal.realTime(13));
        String address = Long.toHexString(HandlerCode.address());
        assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                .filteredOn(line -> line.startsWith(address + "-"))
                .singleElement()
                .asString()
                .contains(" r-xp ");
    }
}
