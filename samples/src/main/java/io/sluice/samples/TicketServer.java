package io.sluice.samples;

import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Fifo;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PartialRecordException;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.reactor.process.Processes;
import io.sluice.samples.support.CDaemon;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Gives numbers to C clients. All requests come through one FIFO, and each answer goes to the FIFO of the client that asked:
 * {@code ticket_client.c}.
 */
public final class TicketServer {
    private static final int REQUEST_BYTES = 2 * Integer.BYTES;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path path;
    private int next = 1; // one request at a time, so this needs no lock

    private TicketServer(Path path) {
        this.path = path;
    }

    /** The next client may come any time after the last one. One that wrote half a request and died is passed over. */
    private Flux<Void> serve(PipeReceiver<byte[]> requests) {
        return requests.receive()
                .retryWhen(Retry.indefinitely().filter(PartialRecordException.class::isInstance))
                .concatMap(this::answer, 0);
    }

    /** A request is as the client's {@code struct} has it: its process id, and how many numbers it wants. */
    private Mono<Void> answer(byte[] request) {
        ByteBuffer fields = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
        int client = fields.getInt();
        int count = fields.getInt();
        ByteBuffer answer = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
        answer.putInt(0, next);
        System.out.println("process " + client + " gets " + count + " from " + next);
        next += count;
        return Mono.using(
                        () -> PipeSender.create(Path.of(path + "." + client)), sender -> sender.send(answer, PATIENCE))
                .onErrorResume(ErrnoException.class, gone -> {
                    System.out.println("no answer to process " + client + ": " + gone.getMessage());
                    return Mono.empty();
                });
    }

    /**
     * Serves until the client has exited.
     *
     * @param args none
     * @throws IOException if there is no room for the FIFO
     */
    public static void main(String[] args) throws IOException {
        if (CDaemon.lacksCompiler()) {
            return;
        }
        Path folder = Files.createTempDirectory("sluice-tickets-");
        Path path = folder.resolve("requests");
        Fifo.create(path);
        PipeReceiverOptions options = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
        try (PipeReceiver<byte[]> requests = PipeReceiver.open(path, Framing.fixed(REQUEST_BYTES), options);
                CDaemon client = CDaemon.start("ticket_client", path.toString())) {
            new TicketServer(path)
                    .serve(requests)
                    .takeUntilOther(Processes.create().exited(client.process()))
                    .blockLast();
        } finally {
            Fifo.remove(path);
            Files.delete(folder);
        }
        System.out.println("the client has left");
    }
}
