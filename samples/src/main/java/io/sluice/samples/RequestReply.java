package io.sluice.samples;

import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.samples.support.CDaemon;
import io.sluice.sysvipc.IpcKey;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests to a C server and its answers over one System V queue: the type of a message says for whom it is. */
public final class RequestReply {
    private static final long TO_THE_SERVER = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicLong lastType = new AtomicLong(TO_THE_SERVER);
    private final SysvMqSender sender;
    private final SysvMqReceiver receiver;

    private RequestReply(SysvMessageQueue queue) {
        sender = SysvMqSender.create(queue);
        receiver = SysvMqReceiver.create(queue);
    }

    /** Each request asks for an answer of a type of its own, so any number may be under way, and no answer goes astray. */
    private Mono<String> ask(String text) {
        return Mono.defer(() -> {
            long answerType = lastType.incrementAndGet();
            return sender.send(request(text, answerType), PATIENCE)
                    .then(receiver.receive(TypeSelector.only(answerType)).next())
                    .timeout(PATIENCE)
                    .map(SysvMessage::text);
        });
    }

    /** As the server's {@code struct} has it: a {@code long}, then the text. */
    private static SysvMessage request(String text, long answerType) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer payload = ByteBuffer.allocate(Long.BYTES + bytes.length).order(ByteOrder.nativeOrder());
        return SysvMessage.of(
                TO_THE_SERVER, payload.putLong(answerType).put(bytes).array());
    }

    /**
     * Asks four things at once.
     *
     * @param args none
     */
    @SuppressWarnings("try") // the server is there for its end alone
    public static void main(String[] args) {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        try (SysvMessageQueue queue = SysvMessageQueue.builder(IpcKey.PRIVATE).create()) {
            try (CDaemon server = CDaemon.start("shouting_server", Integer.toString(queue.id()))) {
                RequestReply client = new RequestReply(queue);
                Flux.just("ready?", "steady?", "how many?", "really?")
                        .flatMapSequential(question -> client.ask(question).map(answer -> question + " " + answer), 4)
                        .doOnNext(System.out::println)
                        .blockLast();
            } finally {
                queue.remove(); // a System V queue outlives its processes
            }
        }
    }
}
