package io.sluice.trial.bytes;

import io.sluice.lock.LockFile;
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

class LockPropertyTest {
    private static Path folder;
    private static LockFile file;

    @BeforeContainer
    static void create() throws IOException {
        folder = Files.createTempDirectory("sluice-locks-");
        Files.createFile(folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
        Files.createDirectory(folder.resolve("folder"));
        file = LockFile.open(folder.resolve("locked"));
    }

    @AfterContainer
    static void delete() throws IOException {
        file.close();
        for (String name : new String[] {"file", "link", "folder", "locked"}) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }

    @Property
    void anyPathIsLockedOrRefused(@ForAll("paths") Path path) throws IOException {
        LockRules.checkPath(path);
    }

    @Property
    void anyNumberIsAModeOrRefused(@ForAll int mode) {
        LockRules.checkMode(mode);
    }

    @Property
    void anyNumbersAreARangeThatTheKernelLocksOrRefused(@ForAll("offsets") long from, @ForAll("offsets") long length) {
        LockRules.checkRange(file, from, length);
    }

    @Property
    void anyTimeoutIsRefusedOrKept(@ForAll("timeouts") Duration timeout) throws Exception {
        LockRules.checkTimeout(folder.resolve("file"), timeout);
    }

    @Provide
    Arbitrary<Path> paths() {
        return PathWords.below(folder);
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.longs().between(-2, 5),
                Arbitraries.of(Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE));
    }

    @Provide
    Arbitrary<Duration> timeouts() {
        return SpanPropertyTest.anySpan();
    }
}
