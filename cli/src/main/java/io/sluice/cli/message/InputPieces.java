package io.sluice.cli.message;

import io.sluice.cli.command.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/** Bytes in pieces, each read when it is requested, and as long as what is there at once. */
final class InputPieces {
    private InputPieces() {}

    static Flux<byte[]> of(InputStream in, int longest) {
        byte[] buffer = new byte[longest];
        return Flux.<byte[]>generate(sink -> next(in, buffer, sink)).subscribeOn(Schedulers.boundedElastic());
    }

    private static void next(InputStream in, byte[] buffer, SynchronousSink<byte[]> sink) {
        try {
            int count = in.read(buffer);
            if (count < 0) {
                sink.complete();
            } else {
                sink.next(Arrays.copyOf(buffer, count));
            }
        } catch (IOException e) {
            sink.error(new CommandFailure("standard input: " + e.getMessage()));
        }
    }
}
