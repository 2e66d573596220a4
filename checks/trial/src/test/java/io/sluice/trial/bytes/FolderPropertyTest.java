package io.sluice.trial.bytes;

import io.sluice.inotify.FolderWatch;
import io.sluice.inotify.NameChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class FolderPropertyTest {
    private static Path folder;
    private static FolderWatch watch;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("sluice-names-");
        watch = FolderWatch.open(folder, EnumSet.of(NameChange.CREATED));
    }

    @AfterContainer
    static void close() throws IOException {
        watch.close();
        Files.delete(folder);
    }

    @Property
    void anyNameIsRefusedOrReportedAsItIs(@ForAll("names") String name) throws IOException {
        FolderRules.checkName(watch, name);
    }

    @Property
    void anyPathIsRefusedOrAFolder(@ForAll("paths") Path path) {
        FolderRules.checkPath(path);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "/", ".", "a", "\u00e9", "\ud83d\ude80", "\ud83d", "\0", "\n", " ", "%", "x".repeat(100))
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(pieces, Arbitraries.strings());
    }

    @Provide
    Arbitrary<Path> paths() {
        return PathWords.below(folder);
    }
}
