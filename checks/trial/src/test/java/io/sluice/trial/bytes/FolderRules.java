package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inotify.FolderWatch;
import io.sluice.inotify.NameAppearance;
import io.sluice.inotify.NameChange;
import io.sluice.inotify.NameEvent;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.inotify.FolderWatcherOptions;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Names in folders: whatever name a file can have is reported as it is, and what can be none is refused. */
final class FolderRules {
    private FolderRules() {}

    /** A name that appears in a folder which is watched all the time. */
    static void checkName(FolderWatch watch, String name) throws IOException {
        FolderWatcher watcher = Documented.FOLDER_WATCHER
                .call(() -> FolderWatcher.create(watch.folder()))
                .value();
        Documented.Outcome<Mono<Path>> appeared = Documented.NAME_APPEARED.call(() -> watcher.appeared(name));
        assertThat(appeared.refused()).isEqualTo(!isName(name));
        if (appeared.failed() || name.equals(".") || name.equals("..")) {
            return;
        }
        Path file = watch.folder().resolve(name);
        try {
            Files.createFile(file);
        } catch (IOException tooLong) {
            return;
        }
        assertThat(appeared.value().block(Bounds.SOON)).isEqualTo(file);
        Files.delete(file);
        NameEvent event = (NameEvent) watch.tryRead();
        assertThat(event.path()).isEqualTo(file);
        assertThat(event.nameBytes()).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
        assertThat(watch.tryRead()).isNull();
    }

    private static boolean isName(String name) {
        try {
            return !name.isEmpty() && name.indexOf('/') < 0 && Path.of(name) != null;
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** A path that is no folder in which nothing else happens. */
    static void checkPath(Path path) {
        boolean isFolder = Files.isDirectory(path);
        Documented.Outcome<FolderWatch> all = Documented.FOLDER_OPEN.call(() -> FolderWatch.open(path));
        Documented.Outcome<FolderWatch> some =
                Documented.FOLDER_OPEN_FOR.call(() -> FolderWatch.open(path, EnumSet.of(NameChange.CREATED)));
        assertThat(Stream.of(all, some)).allMatch(opened -> opened.failed() == !isFolder);
        Stream.of(all, some)
                .filter(opened -> !opened.failed())
                .forEach(opened -> opened.value().close());
        Documented.Outcome<FolderWatcher> watcher = Documented.FOLDER_WATCHER_WITH_OPTIONS.call(
                () -> FolderWatcher.create(path, FolderWatcherOptions.create()));
        assertThat(watcher.failed()).isFalse();
        Documented.Outcome<NameAppearance> appearance =
                Documented.NAME_APPEARANCE.call(() -> NameAppearance.of(path.resolve("name")));
        assertThat(Stream.of(all, some, appearance)).allMatch(outcome -> outcome.refused() != PathWords.isUtf8(path));
    }
}
