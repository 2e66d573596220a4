package io.sluice.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextRegistry;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.testing.SysvTestQueues;
import io.sluice.testing.TestQueues;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** With Reactor's automatic context propagation, what a thread-local of the subscriber holds is there on the library's threads. */
class ContextPropagationTest {
    private static final String KEY = "sluice.test.request";
    private static final ThreadLocal<String> REQUEST = new ThreadLocal<>();

    @RegisterExtension
    final TestQueues queues = new TestQueues();

    @RegisterExtension
    final SysvTestQueues sysvQueues = new SysvTestQueues();

    private final PosixMessageQueue queue = queues.create(4, 64);
    private final Thread subscriber = Thread.currentThread();
    /** What the thread-local held, in each step that has run on another thread than the subscriber's. */
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void switchOn() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, REQUEST);
        Hooks.enableAutomaticContextPropagation();
        REQUEST.set("request 7");
    }

    @AfterEach
    void switchOff() {
        REQUEST.remove();
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    }

    private void look() {
        if (!Thread.currentThread().equals(subscriber)) {
            seen.add(String.valueOf(REQUEST.get()));
        }
    }

    private void awaitSeen(String... expected) {
        Bounds.await("what the steps have seen").until(() -> seen.size() >= expected.length);
        assertThat(seen).containsExactly(expected);
    }

    @Test
    void itReachesTheHandlersOfMessages() {
        Flux<PosixMessage> messages = PosixMqReceiver.create(queue).receive().doOnNext(message -> look());
        messages.take(2).contextCapture().subscribe();
        REQUEST.set("request 8"); // the stream keeps what was there at its subscription
        Queues.preload(queue, 2);
        awaitSeen("request 7", "request 7");
    }

    @Test
    void itIsNotLeftOnTheThreadForTheNextStream() {
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        receiver.receive().doOnNext(message -> look()).take(1).contextCapture().subscribe();
        Queues.preload(queue, 1);
        awaitSeen("request 7");
        REQUEST.remove();
        receiver.receive().doOnNext(message -> look()).take(1).subscribe();
        Queues.preload(queue, 1);
        awaitSeen("request 7", "null");
    }

    @Test
    void itReachesTheHandlersOnAWaitingThread() {
        SysvMessageQueue sysv = sysvQueues.createPrivate();
        Flux<SysvMessage> messages = SysvMqReceiver.create(sysv).receive(TypeSelector.any());
        messages.doOnNext(message -> look()).take(1).contextCapture().subscribe();
        sysv.trySend(SysvMessage.ofText(1, "order"));
        awaitSeen("request 7");
    }

    @Test
    void itReachesWhatGoesOnBehindASend() {
        Queues.fill(queue);
        Mono<Void> sent = PosixMqSender.create(queue).send(PosixMessage.ofText("answer"));
        sent.then(Mono.fromRunnable(this::look)).contextCapture().subscribe();
        REQUEST.set("request 8");
        queue.tryReceive(); // room
        awaitSeen("request 7");
    }
}
