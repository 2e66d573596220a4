package io.sluice.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.junit.LinuxIpc;
import io.sluice.junit.Permits;
import io.sluice.junit.QueueShape;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.testing.Bounds;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads block on what Sluice returns. They wait without their carriers, of which there are as many as processors. */
@LinuxIpc
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {
    private static final int MORE_THAN_CARRIERS = 200;

    private static <T> CompletableFuture<T> virtually(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable run = () -> {
            try {
                result.complete(work.call());
            } catch (Throwable failed) {
                result.completeExceptionally(failed);
            }
        };
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class); // not there on JDK 17
            start.invoke(null, run);
            return result;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("virtual threads", e);
        }
    }

    @Test
    void manyThatWaitForAMessageLeaveTheirCarriersToOthers(
            @QueueShape(maxMessages = 10, maxMessageSize = 16) PosixMessageQueue queue) {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        List<CompletableFuture<PosixMessage>> waiting = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CARRIERS; i++) {
            waiting.add(virtually(() -> receiver.receive().blockFirst(Bounds.SOON)));
        }
        PosixMqSender sender = PosixMqSender.create(queue);
        for (int i = 0; i < MORE_THAN_CARRIERS; i++) {
            PosixMessage message = PosixMessage.ofText("m" + i);
            virtually(() -> sender.send(message, Bounds.SOON).block()).join();
        }
        assertThat(waiting.stream().map(received -> received.join().text()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MORE_THAN_CARRIERS)
                        .mapToObj(i -> "m" + i)
                        .toList());
    }

    @Test
    void manyThatWaitForAPermitTakeTurns(@Permits(0) PosixSemaphore semaphore) {
        SemaphoreAcquirer acquirer = SemaphoreAcquirer.create(semaphore);
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CARRIERS; i++) {
            waiting.add(virtually(() -> acquirer.acquire(Bounds.SOON).block().release()));
        }
        virtually(() -> {
                    semaphore.post();
                    return true;
                })
                .join();
        assertThat(waiting).allSatisfy(done -> assertThat(done.join()).isTrue());
    }
}
