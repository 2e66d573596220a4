package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.FifoInfo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.pipe.SymbolicLinks;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.reactor.pipe.WhenNoReader;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Paths of FIFOs: one that is no UTF-8 is refused by all, and any other is a FIFO or what the kernel says, for all alike. */
final class FifoPathRules {
    private static final byte[] RECORD = {1};
    private static final int OWNERS_ALONE = 0600;
    private static final int PERMISSIONS = 0777;

    /** What may be wrong with a path. */
    private static final Set<Errno> OF_PATHS = Set.of(
            Errno.EEXIST, Errno.ENOENT, Errno.ENOTDIR, Errno.ENAMETOOLONG, Errno.ELOOP, Errno.EISDIR, Errno.EINVAL);

    private FifoPathRules() {}

    static void check(Path path) throws IOException {
        boolean refused = !PathWords.isUtf8(path);
        boolean wasThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        Documented.Outcome<Boolean> created = Documented.FIFO_CREATE.call(() -> {
            Fifo.create(path);
            return true;
        });
        assertThat(created.refused()).isEqualTo(refused);
        if (created.failed()) {
            everyOther(path).forEach(outcome -> {
                assertThat(outcome.refused()).isEqualTo(refused);
                assertThat(refused || OF_PATHS.contains(errno(outcome)))
                        .as("%s", outcome)
                        .isTrue();
            });
            assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isEqualTo(wasThere);
        } else {
            checkUsable(path);
            everyOther(path)
                    .forEach(outcome ->
                            assertThat(errno(outcome)).as("when it is gone").isEqualTo(Errno.ENOENT));
        }
    }

    private static Stream<Documented.Outcome<?>> everyOther(Path path) {
        return Stream.of(
                Documented.FIFO_INFO.call(() -> Fifo.info(path)),
                Documented.FIFO_REMOVE.call(() -> remove(path)),
                Documented.PIPE_READ_OPEN.call(() -> PipeReadEnd.open(path)),
                Documented.PIPE_READ_OPEN_LINK.call(() -> PipeReadEnd.open(path, SymbolicLinks.FOLLOW)),
                Documented.PIPE_WRITE_OPEN.call(() -> PipeWriteEnd.open(path)),
                Documented.PIPE_WRITE_OPEN_LINK.call(() -> PipeWriteEnd.open(path, SymbolicLinks.FOLLOW)),
                Documented.PIPE_RECEIVER_OPEN.call(() -> PipeReceiver.open(path, Framing.packets())),
                Documented.PIPE_RECEIVER_OPEN_WITH_OPTIONS.call(
                        () -> PipeReceiver.open(path, Framing.packets(), PipeReceiverOptions.create())),
                sent(path));
    }

    private static void checkUsable(Path path) throws IOException {
        assertThat((int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS)
                .isEqualTo(OWNERS_ALONE);
        assertThat(Documented.FIFO_CREATE_IF_MISSING
                        .call(() -> Fifo.createIfMissing(path))
                        .value())
                .isFalse();
        FifoInfo info = Documented.FIFO_INFO.call(() -> Fifo.info(path)).value();
        assertThat(info.mode()).isEqualTo(OWNERS_ALONE);
        assertThat(info.readableBytes()).isZero();
        assertThat(errno(Documented.PIPE_WRITE_OPEN.call(() -> PipeWriteEnd.open(path))))
                .isEqualTo(Errno.ENXIO);
        try (PipeReadEnd reading = PipeReadEnd.open(path);
                PipeWriteEnd writing = PipeWriteEnd.open(path)) {
            writing.tryWrite(ByteBuffer.wrap(RECORD));
            assertThat(sent(path).failed()).isFalse();
            assertThat(reading.readableBytes()).isEqualTo(2 * RECORD.length);
        }
        remove(path);
    }

    private static boolean remove(Path path) {
        Fifo.remove(path);
        return true;
    }

    /** A sender opens the FIFO at its first send. */
    private static Documented.Outcome<?> sent(Path path) {
        PipeSenderOptions options = PipeSenderOptions.create().whenNoReader(WhenNoReader.FAIL);
        PipeSender sender = Documented.PIPE_SENDER_WITH_OPTIONS
                .call(() -> PipeSender.create(path, options))
                .value();
        try (sender) {
            return outcome(Documented.PIPE_SEND.call(() -> sender.send(RECORD)).value());
        }
    }

    /** Of a send whose method accepts its arguments. */
    static Documented.Outcome<Boolean> outcome(Mono<Void> send) {
        try {
            send.block(Bounds.SOON);
            return new Documented.Outcome<>(true, null);
        } catch (RuntimeException failed) {
            assertThat(failed).hasMessageContaining(" ");
            return new Documented.Outcome<>(null, failed);
        }
    }

    static Errno errno(Documented.Outcome<?> outcome) {
        assertThat(outcome.exception()).isInstanceOf(ErrnoException.class);
        return ((ErrnoException) outcome.exception()).errno();
    }

    static void checkMode(Path path, int mode) throws IOException {
        boolean bad = (mode & ~PERMISSIONS) != 0;
        Documented.Outcome<Boolean> created = Documented.FIFO_CREATE_WITH_MODE.call(() -> {
            Fifo.create(path, mode);
            return true;
        });
        assertThat(created.refused()).isEqualTo(bad);
        Documented.Outcome<Boolean> again =
                Documented.FIFO_CREATE_WITH_MODE_IF_MISSING.call(() -> Fifo.createIfMissing(path, mode));
        assertThat(again.refused()).isEqualTo(bad);
        if (!bad) {
            assertThat(again.value()).isFalse();
            assertThat((int) Files.getAttribute(path, "unix:mode") & PERMISSIONS)
                    .isEqualTo(mode);
            remove(path);
        }
        assertThat(path).doesNotExist();
    }
}
