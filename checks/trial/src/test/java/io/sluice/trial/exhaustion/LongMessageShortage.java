package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.nio.ByteBuffer;
import java.util.List;

/** A System V stream finds a message that is longer than the memory kept ready, when there is no more to be had. */
final class LongMessageShortage {
    private static final SysvMessage SHORT = SysvMessage.ofText(1, "short");
    /** A receive begins with memory for one of a mebibyte. */
    private static final SysvMessage LONG = SysvMessage.of(1, new byte[3 << 19]);

    private LongMessageShortage() {}

    public static void main(String[] arguments) {
        OpenResources before = OpenResources.now();
        try (SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create()) {
            SysvMqReceiver receiver = SysvMqReceiver.create(queue);
            assertThat(queue.trySend(SHORT)).isTrue();
            assertThat(receive(receiver)).isEqualTo(SHORT);
            assertThat(queue.trySend(LONG)).isTrue();

            List<ByteBuffer> hog = Shortage.fillDirectMemory();
            assertThatExceptionOfType(ErrnoException.class)
                    .isThrownBy(() -> receive(receiver))
                    .returns(Errno.ENOMEM, ErrnoException::errno)
                    .withMessageContainingAll("-XX:MaxDirectMemorySize", "irect buffer memory", "stays in the queue");
            hog.clear();

            assertThat(receive(receiver)).isEqualTo(LONG);
            queue.remove();
        }
        Shortage.done(before);
    }

    private static SysvMessage receive(SysvMqReceiver receiver) {
        return receiver.receive(TypeSelector.any()).blockFirst(Bounds.SOON);
    }
}
