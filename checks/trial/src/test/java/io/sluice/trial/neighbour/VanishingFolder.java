package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.inotify.FolderGoneException;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.testing.Bounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@code VanishingFolder FOLDER ROUNDS}, in a mount namespace of its own: mounts a file system on a folder, watches the folder, and
 * unmounts it. A wait for a name goes on, and finds it in what is mounted later.
 */
final class VanishingFolder {
    private VanishingFolder() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        FolderWatcher watcher = FolderWatcher.create(folder);
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            mount(folder);
            CompletableFuture<List<String>> events = events(watcher).toFuture();
            CompletableFuture<Path> appeared = watcher.appeared("late").toFuture();
            Files.createDirectory(folder.resolve("early"));
            unmount(folder);
            assertThat(events.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS))
                    .containsExactly(
                            "CREATED early",
                            "read(" + folder + "): ENOENT, no such file or queue."
                                    + " The folder was unmounted. Watch it again where it is now.");
            mount(folder);
            Files.createDirectory(folder.resolve("late"));
            assertThat(appeared.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(folder.resolve("late"));
            unmount(folder);
        }
        System.out.println("noticed");
    }

    private static Mono<List<String>> events(FolderWatcher watcher) {
        return watcher.events()
                .map(Object::toString)
                .onErrorResume(FolderGoneException.class, gone -> Flux.just(gone.getMessage()))
                .collectList();
    }

    private static void mount(Path folder) throws Exception {
        assertThat(run("mount", "-t", "tmpfs", "none", folder.toString())).isZero();
    }

    /** A look for a name that is under way makes {@code umount} fail with {@code EBUSY}. Nothing keeps the folder busy for longer. */
    private static void unmount(Path folder) {
        Awaitility.await().atMost(Bounds.SOON).until(() -> run("umount", folder.toString()) == 0);
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
