package io.sluice.trial.kill;

import io.sluice.mqueue.PosixAccess;
import io.sluice.reactor.OutboundMessage;
import io.sluice.reactor.SendResult;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.trial.SharedFile;
import java.nio.LongBuffer;
import reactor.core.publisher.Flux;

/**
 * A program that sends numbers, without a pause, until it is killed. Takes a queue and a file, of which the first number
 * says how far it meant to come, and the second how far the library has said that the kernel took them; and how many may
 * be in flight, where that is to be less than the library's default.
 */
final class JvmSender {
    private static final int MEANT = 0;
    private static final int TAKEN = 1;

    private JvmSender() {}

    public static void main(String[] arguments) throws Exception {
        String queue = arguments[0];
        LongBuffer progress = SharedFile.map(arguments[1]);
        SenderOptions options = SenderOptions.create();
        if (arguments.length > 2) {
            options = options.maxInFlight(Integer.parseInt(arguments[2]));
        }
        Flux<SendResult<Long>> results;
        if (Command.isPosix(queue)) {
            PosixMqSender sender = PosixMqSender.create(Command.posix(queue, PosixAccess.WRITE), options);
            Flux<Long> numbers = numbers(Command.awaitGo(), progress);
            results = sender.send(numbers.map(n -> OutboundMessage.create(Command.posixMessage(n), n)));
        } else {
            SysvMqSender sender = SysvMqSender.create(Command.sysv(queue, SysvAccess.WRITE), options);
            Flux<Long> numbers = numbers(Command.awaitGo(), progress);
            results = sender.send(numbers.map(n -> OutboundMessage.create(Command.sysvMessage(n), n)));
        }
        results.doOnNext(result -> progress.put(TAKEN, result.correlationMetadata() + 1))
                .blockLast();
    }

    private static Flux<Long> numbers(long first, LongBuffer progress) {
        progress.put(TAKEN, first);
        return Flux.generate(() -> first, (next, sink) -> {
            progress.put(MEANT, next + 1);
            sink.next(next);
            return next + 1;
        });
    }
}
