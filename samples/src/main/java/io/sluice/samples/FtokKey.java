package io.sluice.samples;

import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/** Two sides that know the same file find the same System V queue, and the receiver chooses messages by their type. */
public final class FtokKey {
    private FtokKey() {}

    /**
     * Sends four messages under the key of a file, and receives them by type.
     *
     * @param args none
     * @throws IOException if there is no room for a temporary file
     */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("sluice-", ".lock"); // a daemon has one of its own, such as /run/daemon.lock
        try (SysvMessageQueue queue =
                SysvMessageQueue.builder(IpcKey.ofPath(file, 'A')).create()) {
            try {
                send(IpcKey.ofPath(file, 'A'));
                receive(SysvMqReceiver.create(queue));
            } finally {
                queue.remove(); // a System V queue outlives its processes
            }
        } finally {
            Files.delete(file);
        }
    }

    /** The other side, which as a rule is another process: in C, {@code msgget(ftok(file, 'A'), 0)}. */
    private static void send(IpcKey key) {
        try (SysvMessageQueue queue = SysvMessageQueue.open(key, SysvAccess.WRITE)) {
            Flux.just(
                            SysvMessage.ofText(3, "a three"),
                            SysvMessage.ofText(2, "the two"),
                            SysvMessage.ofText(1, "the one"),
                            SysvMessage.ofText(3, "another three"))
                    .concatMap(SysvMqSender.create(queue)::send)
                    .blockLast();
        }
    }

    private static void receive(SysvMqReceiver receiver) {
        Flux.concat(
                        receiver.receive(TypeSelector.only(3)).take(1).map(message -> "only 3: " + message.text()),
                        receiver.receiveUntilEmpty(TypeSelector.upTo(2)).map(message -> "up to 2: " + message.text()),
                        receiver.receiveUntilEmpty(TypeSelector.any()).map(message -> "any: " + message.text()))
                .doOnNext(System.out::println)
                .blockLast();
    }
}
