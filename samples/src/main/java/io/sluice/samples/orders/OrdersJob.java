package io.sluice.samples.orders;

import io.sluice.errno.ErrnoException;
import io.sluice.errno.UnsupportedPlatformException;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.samples.support.CleanUp;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The main job: another process sends 1,000 orders into a queue of 10, and this one answers each of them on a second queue.
 * The work on an order takes longer than sending one, so the queue fills, and the other process waits in {@code mq_send}.
 *
 * <p>Ends with 0 if every order was answered and the other process has found every answer right, otherwise with 1.
 */
public final class OrdersJob {
    static final int ORDERS = 1000;
    private static final int QUEUE_SIZE = 10;
    static final int ORDERS_IN_WORK = 2;
    static final Duration SEND_TIMEOUT = Duration.ofSeconds(2);
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final PosixMessageQueue orders;
    private final PosixMessageQueue answers;
    private final Progress progress;

    private OrdersJob(CleanUp cleanUp) {
        long pid = ProcessHandle.current().pid();
        orders = createQueue(cleanUp, "/sluice-orders-" + pid, PosixAccess.READ);
        answers = createQueue(cleanUp, "/sluice-answers-" + pid, PosixAccess.WRITE);
        progress = new Progress(orders);
    }

    /**
     * Runs the job.
     *
     * @param args none
     */
    public static void main(String[] args) {
        int status = 1;
        try (CleanUp cleanUp = new CleanUp()) {
            try {
                status = new OrdersJob(cleanUp).run(cleanUp) ? 0 : 1;
            } catch (RuntimeException e) {
                if (!cleanUp.isClosed()) { // otherwise it is the Ctrl-C that made it fail
                    System.err.println("orders: " + reason(Exceptions.unwrap(e)));
                }
            }
        }
        System.exit(status);
    }

    static String reason(Throwable failure) {
        boolean explained = failure instanceof ErrnoException
                || failure instanceof UnsupportedPlatformException
                || failure instanceof IllegalStateException;
        return explained ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    static PosixMessageQueue createQueue(CleanUp cleanUp, String name, PosixAccess access) {
        return cleanUp.step(
                () -> PosixMessageQueue.builder(name)
                        .access(access)
                        .maxMessages(QUEUE_SIZE)
                        .maxMessageSize(Order.MAX_SIZE)
                        .create(),
                queue -> {
                    PosixMessageQueue.unlink(name);
                    queue.close();
                });
    }

    private boolean run(CleanUp cleanUp) {
        System.out.println("orders come through " + orders.name() + ", which holds " + QUEUE_SIZE
                + ", and answers go through " + answers.name());
        OtherProcess other = OtherProcess.start(cleanUp, orders.name(), answers.name(), ORDERS);
        System.out.println("the other process is " + other.description());

        Disposable ticks = Flux.interval(TICK).subscribe(tick -> System.out.println(progress.line()));
        try {
            // Each ends by itself where all goes well; where one fails, the other is cancelled.
            Report report = Mono.zip(answerOrders().then(Mono.just(true)), Mono.fromFuture(other::report))
                    .map(ended -> ended.getT2())
                    .block();
            if (report == null) {
                throw new IllegalStateException("no report from the other process");
            }
            System.out.println(progress.summary(other.description(), report, SEND_TIMEOUT));
            return progress.nothingLost(report) && report.sent() == ORDERS;
        } finally {
            ticks.dispose();
        }
    }

    /**
     * The pipeline: receive, work, answer.
     *
     * <p>What an operator asks for ahead is taken out of the queue ahead, for only demand takes a message. With flatMap's
     * defaults, 256 orders would lie in this heap: the queue would run empty and the sender never wait, an urgent order
     * would stand behind 256 others instead of coming first, and all of them would be gone if this process died. So flatMap
     * may have {@link #ORDERS_IN_WORK} orders at a time, and asks for the next when one is done; the 1 is what it asks of
     * the work on each, which gives one answer. The sender takes as many answers ahead as their queue holds.
     */
    private Flux<SendResult<Order>> answerOrders() {
        PosixMqReceiver receiver = PosixMqReceiver.create(orders);
        PosixMqSender sender =
                PosixMqSender.create(answers, SenderOptions.create().sendTimeout(SEND_TIMEOUT));
        Flux<OutboundMessage<PosixMessage, Order>> answered = receiver.receive()
                .take(ORDERS)
                .doOnNext(message -> progress.received())
                .flatMap(OrdersJob::work, ORDERS_IN_WORK, 1);
        return sender.send(answered).doOnNext(result -> progress.answered()).timeout(PATIENCE);
    }

    /** Stands for a call to a database or another service: 5 to 10 ms in which no thread waits. */
    private static Mono<OutboundMessage<PosixMessage, Order>> work(PosixMessage message) {
        Order order = Order.in(message);
        return Mono.delay(Duration.ofMillis(5 + order.id() % 6))
                .map(done -> OutboundMessage.create(order.answer(), order));
    }
}
