package io.sluice.samples.orders;

import io.sluice.blocking.ReceiveHandler;
import io.sluice.blocking.WaitHandler;
import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The other side where no C compiler is found: a JVM that does what {@code orders.c} does, with the calls of the core and
 * without a stream.
 */
final class OrderGateway {
    private static final long PATIENCE_SECONDS = 60;

    private OrderGateway() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[2]);
        Report report;
        try (PosixMessageQueue orders = PosixMessageQueue.open(args[0], PosixAccess.WRITE);
                PosixMessageQueue answers = PosixMessageQueue.open(args[1], PosixAccess.READ)) {
            CompletableFuture<Integer> right = CompletableFuture.supplyAsync(() -> receiveAnswers(answers, count));
            long insideNanos = 0;
            int heldBack = 0;
            for (int id = 1; id <= count; id++) {
                PosixMessage message = Order.of(id).message();
                long before = System.nanoTime();
                if (!orders.trySend(message)) {
                    heldBack++;
                    blockingSend(orders, message);
                }
                insideNanos += System.nanoTime() - before;
            }
            report = new Report(count, right.join(), count - right.join(), Duration.ofNanos(insideNanos), heldBack);
        }
        System.out.println(report.line());
        System.exit(report.wrong() == 0 ? 0 : 1);
    }

    private static int receiveAnswers(PosixMessageQueue answers, int count) {
        Set<Integer> right = new HashSet<>();
        for (int received = 0; received < count; received++) {
            String answer = blockingReceive(answers).text();
            int id = Integer.parseInt(answer.substring(0, answer.indexOf(' ')));
            if (id >= 1 && id <= count && answer.equals(Order.of(id).answer().text())) {
                right.add(id);
            }
        }
        return right.size();
    }

    /** Waits for room in the kernel, as {@code mq_send} does. */
    private static void blockingSend(PosixMessageQueue queue, PosixMessage message) {
        CompletableFuture<PosixMessage> sent = new CompletableFuture<>();
        queue.blockingSend(message, null, new WaitHandler() {
            @Override
            public void done() {
                sent.complete(message);
            }

            @Override
            public void notDone(@Nullable ErrnoException cause) {
                sent.completeExceptionally(cause == null ? new IllegalStateException("interrupted") : cause);
            }
        });
        sent.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits for a message in the kernel, as {@code mq_receive} does. */
    private static PosixMessage blockingReceive(PosixMessageQueue queue) {
        CompletableFuture<PosixMessage> taken = new CompletableFuture<>();
        queue.blockingReceive(new ReceiveHandler<PosixMessage>() {
            @Override
            public boolean received(PosixMessage message) {
                taken.complete(message);
                return false;
            }

            @Override
            public void notReceived(@Nullable ErrnoException cause) {
                taken.completeExceptionally(cause == null ? new IllegalStateException("interrupted") : cause);
            }
        });
        return taken.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
