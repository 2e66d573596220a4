package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.errno.QueueRemovedException;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * In an IPC namespace of its own: removes a queue on which a stream and a send wait, and creates another one that gets
 * its identifier.
 */
final class ReusedIdentifier {
    /** What checkpoint and restore use to make a queue as it was; by itself the kernel counts for long. */
    static final Path NEXT_IDENTIFIER = Path.of("/proc/sys/kernel/msg_next_id");

    private ReusedIdentifier() {}

    public static void main(String[] arguments) throws Exception {
        for (int round = 0; round < Integer.parseInt(arguments[0]); round++) {
            removedAndReused();
        }
        System.out.println("told apart");
    }

    private static void removedAndReused() throws Exception {
        SysvMessageQueue full = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        full.set(full.status().settings().withMaxBytes(8));
        assertThat(full.trySend(SysvMessage.ofText(1, "filler"))).isTrue();
        CompletableFuture<Void> sent =
                SysvMqSender.create(full).send(SysvMessage.ofText(1, "waits")).toFuture();
        CompletableFuture<SysvMessage> received =
                SysvMqReceiver.create(full).receive(TypeSelector.only(2)).next().toFuture();
        Bounds.await("two waits in the kernel")
                .until(() -> OpenResources.now().threads().stream()
                                .filter(name -> name.startsWith("sluice-waiter-"))
                                .count()
                        == 2);
        full.remove();
        SysvMessageQueue stranger = reusing(full.id());
        assertThat(stranger.trySend(SysvMessage.ofText(2, "of a stranger"))).isTrue();
        assertRemoved(sent);
        assertRemoved(received);
        List<SysvMessage> messages = stranger.browse();
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).text()).isEqualTo("of a stranger");
        full.close();
        stranger.remove();
        stranger.close();
    }

    private static SysvMessageQueue reusing(int id) throws IOException {
        Files.writeString(NEXT_IDENTIFIER, Integer.toString(id));
        SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create();
        assertThat(queue.id()).isEqualTo(id);
        return queue;
    }

    private static void assertRemoved(CompletableFuture<?> outcome) {
        assertThat(outcome)
                .failsWithin(Bounds.SOON.toSeconds(), TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(QueueRemovedException.class);
    }
}
