package io.sluice.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelOption;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.testing.Bounds;
import io.sluice.testing.TestQueues;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** A client of an endpoint that streams a queue, which asks and never reads: how many messages leave the queue for it. */
class SlowHttpClientTest {
    /** Six times what was measured. Without the send buffer's bound it is 30 times as much. */
    private static final int FEW = 10_000;

    private static final Duration STANDSTILL = Duration.ofSeconds(2);
    private static final String REQUEST =
            "GET /orders HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";

    @RegisterExtension
    private final TestQueues queues = new TestQueues();

    private final AtomicLong taken = new AtomicLong();
    private long before;

    @Test
    void aSmallSendBufferKeepsTheMessagesOfAClientThatNeverReadsInTheQueue() throws IOException {
        PosixMessageQueue queue = queues.create(10, 64);
        LoopResources loops = LoopResources.create("slow-client", 1, true);
        PosixMqReceiver receiver = PosixMqReceiver.create(queue);
        DisposableServer server = withSmallSendBuffer(
                        HttpServer.create().host("localhost").port(0))
                .runOn(loops)
                .handle(new ReactorHttpHandlerAdapter(streamOf(receiver)))
                .bindNow(Bounds.SOON);
        Disposable sending = PosixMqSender.create(queue)
                .send(PosixMessage.ofText("x".repeat(64)))
                .repeat()
                .subscribe();
        try (Socket client = new Socket("localhost", server.port())) {
            client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));

            Bounds.await("the end of the room in the buffers")
                    .during(STANDSTILL)
                    .until(() -> standsStill() && queue.attributes().currentMessages() == 10);
            assertThat(taken).hasValueLessThan(FEW);
        } finally {
            sending.dispose();
            receiver.stop();
            server.disposeNow(Bounds.SOON);
            loops.disposeLater(Duration.ZERO, Bounds.SOON).block(Bounds.SOON);
        }
    }

    private boolean standsStill() {
        long now = taken.get();
        boolean still = now > 0 && now == before;
        before = now;
        return still;
    }

    private HttpHandler streamOf(PosixMqReceiver receiver) {
        Flux<String> events =
                receiver.receive().doOnNext(message -> taken.incrementAndGet()).map(PosixMessage::text);
        return RouterFunctions.toHttpHandler(RouterFunctions.route()
                .GET(
                        "/orders",
                        request -> ServerResponse.ok()
                                .contentType(MediaType.TEXT_EVENT_STREAM)
                                .body(events, String.class))
                .build());
    }

    static HttpServer withSmallSendBuffer(HttpServer server) {
        return server.childOption(ChannelOption.SO_SNDBUF, 16 * 1024);
    }
}
