package io.sluice.trial.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.ErrnoException;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.SysvMessageQueueBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Keys and identifiers of System V queues. Nothing here changes a queue, but one that it has made. */
final class KeyRules {
    private static final int LOW_BYTE = 0xff;
    private static final int LOW_TWO_BYTES = 0xffff;
    private static final int HEXADECIMAL = 16;

    private KeyRules() {}

    static void checkNumber(int number) {
        Documented.Outcome<IpcKey> key = Documented.KEY_OF.call(() -> IpcKey.of(number));
        assertThat(key.refused()).isEqualTo(number == 0);
        checkOpened(key.failed() ? IpcKey.PRIVATE : key.value());
        if (!key.failed()) {
            assertThat(key.value().value()).isEqualTo(number);
            assertThat(Integer.parseUnsignedInt(key.value().toString().substring("0x".length()), HEXADECIMAL))
                    .isEqualTo(number);
        }
        Documented.Outcome<SysvMessageQueue> opened =
                Documented.SYSV_OPEN_BY_ID.call(() -> SysvMessageQueue.openById(number, SysvAccess.READ));
        if (!opened.failed()) {
            assertThat(number).isNotNegative();
            opened.value().close();
        }
    }

    /** Finds the queue of a key, or makes one and removes it. */
    private static void checkOpened(IpcKey key) {
        Documented.Outcome<SysvMessageQueue> found =
                Documented.SYSV_OPEN.call(() -> SysvMessageQueue.open(key, SysvAccess.READ));
        assertThat(found.refused()).isEqualTo(key.isPrivate());
        SysvMessageQueueBuilder builder = Documented.SYSV_BUILDER
                .call(() -> SysvMessageQueue.builder(key))
                .value();
        Documented.Outcome<SysvMessageQueue> opened = Documented.SYSV_OPEN_OR_CREATE.call(builder::openOrCreate);
        assertThat(opened.refused()).isEqualTo(key.isPrivate());
        if (!opened.failed()) {
            try (SysvMessageQueue queue = opened.value()) {
                if (queue.wasCreated()) {
                    queue.remove();
                }
                assertThat(queue.wasCreated()).isEqualTo(found.failed());
            }
        }
        if (!found.failed()) {
            found.value().close();
        }
    }

    static void checkPath(String text, int project) {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException none) {
            return;
        }
        Documented.Outcome<IpcKey> key = Documented.KEY_OF_PATH.call(() -> IpcKey.ofPath(path, project));
        assertThat(key.refused()).isEqualTo((project & LOW_BYTE) == 0);
        if (Files.exists(path) && !key.refused()) {
            assertThat(key.failed()).isFalse();
            assertThat(key.value().value()).isEqualTo(ftok(path, project));
        } else {
            assertThat(key.exception())
                    .isInstanceOfAny(IllegalArgumentException.class, ErrnoException.class, UncheckedIOException.class);
        }
    }

    /** As ftok(3) has it. */
    private static int ftok(Path path, int project) {
        try {
            long device = (Long) Files.getAttribute(path, "unix:dev");
            long inode = (Long) Files.getAttribute(path, "unix:ino");
            return (int) ((project & LOW_BYTE) * 0x100_0000L + device % 0x100 * 0x1_0000L + (inode & LOW_TWO_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
