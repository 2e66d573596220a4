package io.sluice.cli.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.cli.command.StandardOutput;
import io.sluice.testing.Bounds;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A queue may end while its last message is printed. */
class MessageInHandTest {
    /** Lets nothing be written before it may. */
    private static final class SlowOutput extends OutputStream {
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch mayWrite = new CountDownLatch(1);
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            writing.countDown();
            Bounds.await("the permission to write").until(() -> mayWrite.getCount() == 0);
            written.write(bytes, offset, count);
        }
    }

    @Test
    void anErrorOfTheQueueWaitsUntilTheMessageInHandIsPrinted() {
        SlowOutput slow = new SlowOutput();
        MessagePrinter<String> printer = new MessagePrinter<>(
                new StandardOutput(slow),
                MessageFormat.TEXT,
                message -> new PrintableMessage("priority", 3, message.getBytes(StandardCharsets.UTF_8)),
                message -> Mono.empty());
        Sinks.Many<String> messages = Sinks.many().unicast().onBackpressureBuffer();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Flux<Void> printed = new ReceiveOptions().print(messages.asFlux(), printer, Mono.never(), () -> {});

        printed.subscribe(nothing -> {}, end::set);
        messages.tryEmitNext("last").orThrow();
        Bounds.await("the print").until(() -> slow.writing.getCount() == 0);
        messages.tryEmitError(new IllegalStateException("the queue is gone")).orThrow();
        assertThat(end.get()).isNull();
        slow.mayWrite.countDown();

        Bounds.await("the end").until(() -> end.get() != null);
        assertThat(end.get()).hasMessage("the queue is gone");
        assertThat(slow.written).hasToString("3\tlast\n");
    }
}
