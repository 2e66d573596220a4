package io.sluice.trial.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class MemoryPropertyTest {
    private static final int SIZE = 10_000;

    private static MemoryRules rules;
    private static Path file;

    @BeforeContainer
    static void open() throws IOException {
        rules = new MemoryRules();
        file = Files.createTempFile("sluice-memory-rules-", ".bytes");
        Files.write(file, new byte[SIZE]);
    }

    @AfterContainer
    static void close() throws IOException {
        rules.close();
        Files.delete(file);
    }

    @Property
    void anyTextIsANameOrRefused(@ForAll String name) {
        MemoryRules.checkName(name);
        MemoryRules.checkName("/" + name);
    }

    @Property
    void anyNumberIsAModeAndASizeOrRefused(@ForAll("offsets") long number) {
        MemoryRules.checkMode((int) number);
        rules.checkSize(number);
    }

    @Property
    void anyOffsetIsInsideOrRefused(@ForAll("offsets") long offset, @ForAll("offsets") long length) {
        rules.checkPlace(offset, (int) length);
    }

    @Property
    void anyWordIsInsideAndAlignedOrRefused(@ForAll("offsets") long offset, @ForAll("offsets") long value) {
        rules.checkInts(offset, (int) value);
        rules.checkLongs(offset, value);
    }

    @Property
    void anySpanIsATimeoutOrRefused(@ForAll long nanos, @ForAll int expected) {
        rules.checkSpan(expected, Duration.ofNanos(nanos));
        rules.checkSpan(expected, Duration.ofSeconds(nanos));
    }

    @Property
    void anyPartIsWithinAFileOrRefused(@ForAll("offsets") long offset, @ForAll("offsets") long length)
            throws IOException {
        MemoryRules.checkPath(file, offset, length);
        MemoryRules.checkPath(file.resolve("below"), offset, length);
        MemoryRules.checkPath(file.getParent(), offset, length);
        MemoryRules.checkPath(file.resolveSibling(file.getFileName() + "-none"), offset, length);
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-2, SIZE + 2),
                Arbitraries.longs().between(0, SIZE / 8).map(number -> 8 * number),
                Arbitraries.of(
                        4_992L,
                        4_996L,
                        5_000L,
                        1L << 31,
                        1L << 32,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE - 7,
                        Long.MIN_VALUE));
    }
}
