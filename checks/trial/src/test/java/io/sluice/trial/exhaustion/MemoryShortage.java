package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.ring.Ring;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code MemoryShortage FOLDER}, on {@link RefusingProvider}: the process has all the mappings that it may have, or the system
 * has no file left. Whatever is mapped or opened then fails with that cause and leaves nothing behind, and works afterwards.
 */
final class MemoryShortage {
    private static final String NAME =
            "/sluice-test-shortage-" + ProcessHandle.current().pid();
    private static final int SIZE = 5_000;

    private final Path file;
    private final SharedMemory shared;
    private final Ring ring;

    /** A use that needs a mapping or a file. */
    private interface Use {
        AutoCloseable open() throws IOException;
    }

    private MemoryShortage(Path folder) throws IOException {
        file = Files.write(folder.resolve("table"), new byte[SIZE]);
        shared = SharedMemory.builder(NAME).size(SIZE).create();
        ring = Ring.builder(NAME + "-ring").create();
    }

    public static void main(String[] arguments) throws Exception {
        OpenResources before = OpenResources.now();
        MemoryShortage trial = new MemoryShortage(Path.of(arguments[0]));
        try {
            trial.useAll();
            trial.shortage("mmap", Errno.ENOMEM, "vm.max_map_count", trial.mapping());
            trial.shortage("open", Errno.ENFILE, "/proc/sys/fs/file-max", trial.opening());
            trial.useAll();
        } finally {
            trial.close();
        }
        Shortage.done(before);
    }

    private List<Use> mapping() {
        return List.of(
                shared::map,
                () -> MappedFile.open(file),
                MemoryShortage::mapAnonymous,
                () -> Ring.builder(ring.name()).open());
    }

    private static AutoCloseable mapAnonymous() {
        try (SharedMemory anonymous =
                SharedMemory.anonymous("shortage").size(SIZE).create()) {
            return anonymous.map();
        }
    }

    private List<Use> opening() {
        return List.of(
                () -> SharedMemory.builder(NAME).open(),
                () -> SharedMemory.builder(NAME).openReadOnly(),
                () -> MappedFile.open(file),
                () -> Ring.builder(ring.name()).open());
    }

    private void shortage(String function, Errno errno, String remedy, List<Use> uses) {
        RefusingProvider.refuse(function, call -> true, errno.number());
        for (Use use : uses) {
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(use::open)
                    .returns(errno, ErrnoException::errno)
                    .withMessageContaining(remedy);
        }
        RefusingProvider.refuseNothing();
    }

    private void useAll() throws Exception {
        for (List<Use> uses : List.of(mapping(), opening())) {
            for (Use use : uses) {
                use.open().close();
            }
        }
    }

    private void close() {
        shared.close();
        ring.close();
        SharedMemory.unlink(NAME);
        Ring.unlink(ring.name());
        assertThat(SharedMemory.list()).noneMatch(name -> name.startsWith(NAME));
    }
}
