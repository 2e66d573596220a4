package io.sluice.trial.bytes;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class PipePropertyTest {
    private static PipeRules rules;
    private static Path folder;

    @BeforeContainer
    static void open() throws IOException {
        rules = new PipeRules();
        folder = Files.createTempDirectory("sluice-paths-");
        Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("nowhere"));
    }

    @AfterContainer
    static void close() throws IOException {
        rules.close();
        try (Stream<Path> files = Files.walk(folder, new FileVisitOption[0])) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property
    void anyPathIsRefusedOrIsAFifo(@ForAll("paths") Path path) throws IOException {
        FifoPathRules.check(path);
    }

    @Property
    void anyModeIsRefusedOrKept(@ForAll("modes") int mode) throws IOException {
        FifoPathRules.checkMode(folder.resolve("mode"), mode);
    }

    @Property
    void anySizeIsRefusedOrTaken(@ForAll int size, @ForAll @IntRange(min = -9, max = 9) int prefixBytes) {
        PipeRules.checkFraming(size, prefixBytes);
        rules.checkCapacity(size);
    }

    @Property
    void anyNumberIsADescriptorOrRefused(@ForAll int number) {
        PipeRules.checkAdopted(number);
    }

    @Property
    void anyBytesAreRefusedOrArrive(@ForAll @Size(max = 3) byte[] bytes, @ForAll boolean readOnly) {
        rules.checkBuffers(bytes, readOnly);
    }

    @Property
    void anyRecordIsRefusedOrArrives(
            @ForAll @IntRange(min = 0, max = 5000) int length, @ForAll("timeouts") Duration timeout) {
        rules.checkSent(new byte[length], timeout);
        rules.checkWait(timeout);
    }

    @Provide
    Arbitrary<Path> paths() {
        return PathWords.below(folder);
    }

    @Provide
    Arbitrary<Integer> modes() {
        return Arbitraries.oneOf(Arbitraries.integers(), Arbitraries.integers().between(0, 0777));
    }

    @Provide
    Arbitrary<Duration> timeouts() {
        return SpanPropertyTest.anySpan();
    }
}
