package io.sluice.trial.kill;

import io.sluice.mqueue.PosixAccess;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.trial.SharedFile;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.concurrent.CountDownLatch;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/**
 * A program that receives numbers and keeps each in shared memory as soon as it reaches {@code onNext}, until it is asked to
 * end or killed. Takes a queue, the demand, whether to be fair, and a file for each subscription.
 */
final class JvmReceiver {
    private JvmReceiver() {}

    public static void main(String[] arguments) throws Exception {
        long demand = Long.parseLong(arguments[1]);
        Flux<Long> numbers = numbers(arguments[0], Boolean.parseBoolean(arguments[2]));
        int subscriptions = arguments.length - 3;
        CountDownLatch ended = new CountDownLatch(subscriptions);
        Keeping[] subscribers = new Keeping[subscriptions];
        for (int i = 0; i < subscriptions; i++) {
            subscribers[i] = new Keeping(arguments[3 + i], demand, ended);
        }
        Command.awaitGo();
        for (Keeping subscriber : subscribers) {
            numbers.subscribe(subscriber);
        }
        ended.await();
    }

    private static Flux<Long> numbers(String queue, boolean fair) {
        if (Command.isPosix(queue)) {
            return PosixMqReceiver.create(
                            Command.posix(queue, PosixAccess.READ),
                            PosixMqReceiverOptions.create().fair(fair))
                    .receive()
                    .map(message -> Command.number(message.payload()));
        }
        return SysvMqReceiver.create(Command.sysv(queue, SysvAccess.READ))
                .receive(Command.lowestType())
                .map(message -> Command.number(message.payload()));
    }

    private static final class Keeping extends BaseSubscriber<Long> {
        private final LongBuffer received;
        private final long demand;
        private final CountDownLatch ended;

        Keeping(String path, long demand, CountDownLatch ended) throws IOException {
            received = SharedFile.map(path);
            this.demand = demand;
            this.ended = ended;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(demand);
        }

        @Override
        protected void hookOnNext(Long number) {
            if (number == Command.END) {
                cancel();
                ended.countDown();
                return;
            }
            received.put(number + 1);
            if (demand != Long.MAX_VALUE) {
                request(1);
            }
        }
    }
}
