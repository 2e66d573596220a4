package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.blocking.KernelWait;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.sharedmemory.WordWatcher;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.RecordedWait;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;

/** Names, sizes, offsets, values and spans of shared memory, of mapped files and of words in them. */
final class MemoryRules implements AutoCloseable {
    private static final int MODES = 0777;
    /** More than a page, and no multiple of one. */
    private static final int SIZE = 5_000;

    private static final Set<Errno> OF_PATHS = Set.of(
            Errno.ENOENT, Errno.ENOTDIR, Errno.ENAMETOOLONG, Errno.ELOOP, Errno.EISDIR, Errno.EINVAL, Errno.EACCES);

    private final SharedMemory shared =
            SharedMemory.builder(TestQueues.PREFIX + "memory-rules").size(SIZE).create();
    private final MappedMemory memory = shared.memory();

    static void checkName(String name) {
        boolean refused =
                Documented.MEMORY_BUILDER.call(() -> SharedMemory.builder(name)).refused();
        assertThat(refused).isEqualTo(!NameRules.isValid(name));
        if (refused) {
            assertThat(Documented.MEMORY_UNLINK
                            .call(() -> {
                                SharedMemory.unlink(name);
                                return true;
                            })
                            .refused())
                    .isTrue();
        }
        assertThat(Documented.MEMORY_INFO.call(() -> SharedMemory.info(name)).refused())
                .isEqualTo(refused);
    }

    static void checkMode(int mode) {
        assertThat(Documented.MEMORY_MODE
                        .call(() -> SharedMemory.builder("/mode").mode(mode))
                        .refused())
                .isEqualTo((mode & ~MODES) != 0);
    }

    /** No large size is reserved: there may be room for it. */
    void checkSize(long size) {
        assertThat(Documented.MEMORY_SIZE
                        .call(() -> SharedMemory.builder("/size").size(size))
                        .refused())
                .isEqualTo(size < 1);
        assertThat(Documented.ANONYMOUS_SIZE
                        .call(() -> SharedMemory.anonymous("size").size(size))
                        .refused())
                .isEqualTo(size < 1);
        if (size <= 2 * SIZE || size > Long.MAX_VALUE / 2) {
            Documented.Outcome<Boolean> resized = Documented.MEMORY_RESIZE.call(() -> {
                shared.resize(size);
                return true;
            });
            assertThat(resized.refused()).isEqualTo(size < 1);
            if (!resized.failed()) {
                assertThat(shared.info().size()).isEqualTo(size);
                shared.resize(SIZE);
            }
        }
    }

    static void checkPath(Path path, long offset, long length) throws IOException {
        boolean isFile = Files.isRegularFile(path) && Files.size(path) > 0;
        Documented.Outcome<MappedFile> opened = Documented.MAP_OPEN.call(() -> MappedFile.open(path));
        assertThat(opened.failed()).isEqualTo(!isFile);
        if (opened.failed()) {
            assertThat(((ErrnoException) opened.exception()).errno()).isIn(OF_PATHS);
        } else {
            opened.value().close();
        }
        Documented.Outcome<SharedMemory> shared = Documented.MEMORY_OPEN_PATH.call(() -> SharedMemory.openPath(path));
        assertThat(shared.failed()).isEqualTo(!isFile);
        if (!shared.failed()) {
            shared.value().close();
        }
        var builder =
                Documented.MAP_BUILDER.call(() -> MappedFile.builder(path)).value();
        boolean badOffset =
                Documented.MAP_OFFSET.call(() -> builder.offset(offset)).refused();
        assertThat(badOffset).isEqualTo(offset < 0);
        boolean badLength =
                Documented.MAP_LENGTH.call(() -> builder.length(length)).refused();
        assertThat(badLength).isEqualTo(length < 1);
        if (isFile && !badOffset && !badLength) {
            Documented.Outcome<MappedFile> part = Documented.MAP_OPEN_PART.call(builder::open);
            long size = Files.size(path);
            assertThat(part.failed()).isEqualTo(offset >= size || length > size - offset);
            if (!part.failed()) {
                assertThat(part.value().memory().size()).isEqualTo(length);
                part.value().close();
            }
        }
    }

    void checkPlace(long offset, int length) {
        Documented.Outcome<ByteBuffer> bytes = Documented.MEMORY_BYTES.call(() -> memory.bytes(offset, length));
        assertThat(bytes.failed()).isEqualTo(!isInside(offset, length));
        if (!bytes.failed()) {
            assertThat(bytes.value().remaining()).isEqualTo(length);
        }
        assertThat(Documented.MEMORY_IS_THERE
                        .call(() -> memory.isThere(offset, length))
                        .failed())
                .isEqualTo(!isInside(offset, length) || length < 1);
    }

    private static boolean isInside(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= SIZE - length;
    }

    void checkInts(long offset, int value) {
        boolean refused = !isInside(offset, Integer.BYTES) || offset % Integer.BYTES != 0;
        checkWord(refused, Documented.SET_INT, () -> {
            memory.setInt(offset, value);
            return true;
        });
        checkWord(refused, Documented.GET_INT, () -> memory.getInt(offset) == value);
        checkWord(refused, Documented.ADD_TO_INT, () -> memory.addToInt(offset, 1) == value);
        checkWord(refused, Documented.COMPARE_AND_SET_INT, () -> memory.compareAndSetInt(offset, value + 1, value));
        Documented.Outcome<SharedWord> word = Documented.WORD.call(() -> memory.word(offset));
        assertThat(word.failed()).isEqualTo(refused);
        if (!refused) {
            checkSharedWord(word.value(), value);
        }
    }

    void checkLongs(long offset, long value) {
        boolean refused = !isInside(offset, Long.BYTES) || offset % Long.BYTES != 0;
        checkWord(refused, Documented.SET_LONG, () -> {
            memory.setLong(offset, value);
            return true;
        });
        checkWord(refused, Documented.GET_LONG, () -> memory.getLong(offset) == value);
        checkWord(refused, Documented.ADD_TO_LONG, () -> memory.addToLong(offset, 1) == value);
        checkWord(refused, Documented.COMPARE_AND_SET_LONG, () -> memory.compareAndSetLong(offset, value + 1, value));
    }

    private static void checkWord(boolean refused, Documented call, Callable<Boolean> access) {
        Documented.Outcome<Boolean> outcome = call.call(access);
        assertThat(outcome.failed()).isEqualTo(refused);
        if (!refused) {
            assertThat(outcome.value()).isTrue();
        }
    }

    private static void checkSharedWord(SharedWord word, int value) {
        Documented.WORD_SET.call(() -> {
            word.set(value);
            return true;
        });
        assertThat(Documented.WORD_GET_AND_ADD.call(() -> word.getAndAdd(3)).value())
                .isEqualTo(value);
        assertThat(Documented.WORD_COMPARE_AND_SET
                        .call(() -> word.compareAndSet(value + 3, value))
                        .value())
                .isTrue();
        Documented.Outcome<Integer> woken = Documented.WORD_WAKE.call(() -> word.wake(value));
        assertThat(woken.refused()).isEqualTo(value <= 0);
        assertThat(woken.failed() || woken.value() == 0).isTrue();
        RecordedWait<Integer> wait = new RecordedWait<>();
        KernelWait begun = Documented.WORD_AWAIT_CHANGE
                .call(() -> word.blockingAwaitChange(value + 1, wait))
                .value();
        assertThat(wait.await().messages()).containsExactly(value);
        begun.interruptAndAwait();
    }

    void checkSpan(int expected, Duration span) {
        WordWatcher watcher = WordWatcher.create(memory.word(0));
        assertThat(Documented.WATCHER_AWAIT_CHANGE
                        .call(() -> watcher.awaitChange(expected))
                        .failed())
                .isFalse();
        assertThat(Documented.WATCHER_AWAIT_CHANGE_WITHIN
                        .call(() -> watcher.awaitChange(expected, span))
                        .refused())
                .isEqualTo(span.isNegative());
    }

    @Override
    public void close() {
        shared.close();
        SharedMemory.unlink(shared.name());
    }
}
