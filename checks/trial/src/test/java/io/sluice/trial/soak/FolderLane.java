package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.inotify.FolderWatcherOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** A folder in which names appear and vanish. */
final class FolderLane extends Lane {
    private final Path parent;
    private final int number;
    private final Supplier<EventLoop> loops;
    private Path folder;
    private EventLoop loop;
    private int names;

    FolderLane(Totals totals, Path parent, int number, Supplier<EventLoop> loops) {
        super(totals);
        this.parent = parent;
        this.number = number;
        this.loops = loops;
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        loop = loops.get();
        try {
            folder = Files.createDirectory(parent.resolve("folder-" + number + "-" + totals.openings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void changeSubscriber(Random random) {
        FolderWatcher watcher =
                FolderWatcher.create(folder, FolderWatcherOptions.create().eventLoop(loop));
        if (random.nextBoolean()) {
            read(StreamKind.FOLDER_EVENTS, endless(watcher.events()), Duration.ZERO);
            use(random);
        } else {
            read(StreamKind.FOLDER_APPEARED, watcher.appeared("name-" + names).flux(), Duration.ZERO);
            makeName(false);
        }
    }

    @Override
    void use(Random random) {
        makeName(true);
    }

    private void makeName(boolean vanishes) {
        Path name = folder.resolve("name-" + names++);
        try {
            Files.createDirectory(name);
            if (vanishes) {
                Files.delete(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    boolean isEmpty() {
        return true;
    }

    @Override
    void close() {
        try {
            for (int i = 0; i < names; i++) {
                Files.deleteIfExists(folder.resolve("name-" + i));
            }
            Files.delete(folder);
            names = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
