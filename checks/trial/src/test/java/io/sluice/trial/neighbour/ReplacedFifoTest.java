package io.sluice.trial.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.BrokenPipeException;
import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.testing.Bounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;

/** Somebody puts another file in the place of a FIFO that is in use. */
class ReplacedFifoTest {
    private static final byte[] RECORD = {'a'};

    @TempDir
    Path folder;

    private Path fifo;
    private Path stranger;

    enum Replacement {
        FILE(Errno.EINVAL) {
            @Override
            void make(Path place, Path stranger) throws IOException {
                Files.copy(stranger, place);
            }
        },
        LINK(Errno.ELOOP) {
            @Override
            void make(Path place, Path stranger) throws IOException {
                Files.createSymbolicLink(place, stranger);
            }
        },
        FOLDER(Errno.EISDIR) {
            @Override
            void make(Path place, Path stranger) throws IOException {
                Files.createDirectory(place);
            }
        };

        private final Errno errno;

        Replacement(Errno errno) {
            this.errno = errno;
        }

        abstract void make(Path place, Path stranger) throws IOException;
    }

    @BeforeEach
    void create() throws IOException {
        fifo = folder.resolve("fifo");
        Fifo.create(fifo);
        stranger = Files.writeString(folder.resolve("stranger"), "untouched");
    }

    @ParameterizedTest
    @EnumSource
    void aSenderNeverWritesToWhatHasTakenThePlace(Replacement replacement) throws IOException {
        try (PipeSender sender = PipeSender.create(fifo)) {
            try (PipeReadEnd reader = PipeReadEnd.open(fifo)) {
                sender.send(RECORD).block(Bounds.SOON);
                Fifo.remove(fifo);
                replacement.make(fifo, stranger);
                sender.send(RECORD).block(Bounds.SOON); // to the reader, who still has the FIFO
                assertThat(reader.readableBytes()).isEqualTo(2);
            }
            assertThatExceptionOfType(BrokenPipeException.class)
                    .isThrownBy(() -> sender.send(RECORD).block(Bounds.SOON));
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(ErrnoException.class)
                        .isThrownBy(() -> sender.send(RECORD).block(Bounds.SOON))
                        .returns(replacement.errno, ErrnoException::errno);
            }
            assertThat(stranger).hasContent("untouched");
            if (replacement == Replacement.FILE) {
                assertThat(fifo).hasContent("untouched");
            }
            Files.delete(fifo);
            Fifo.create(fifo);
            try (PipeReadEnd next = PipeReadEnd.open(fifo)) {
                sender.send(RECORD).block(Bounds.SOON);
                assertThat(next.readableBytes()).isEqualTo(1);
            }
        }
    }

    @Test
    void aReceiverStaysWithTheFifoThatItHasOpened() throws IOException {
        Queue<byte[]> received = new ConcurrentLinkedQueue<>();
        Queue<PipeWriteEnd> writers = new ArrayDeque<>();
        PipeReceiverOptions waiting = PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(1), waiting)) {
            Disposable stream = receiver.receive().subscribe(received::add);
            for (int i = 0; i < 2; i++) {
                writers.add(PipeWriteEnd.open(fifo));
            }
            Fifo.remove(fifo);
            Files.copy(stranger, fifo);
            for (int i = 1; i <= 2; i++) {
                int count = i;
                try (PipeWriteEnd writer = writers.remove()) {
                    writer.tryWrite(ByteBuffer.wrap(RECORD));
                    Bounds.await("a record").until(() -> received.size() == count);
                }
            }
            assertThat(fifo).hasContent("untouched");
            stream.dispose();
        } finally {
            writers.forEach(PipeWriteEnd::close);
        }
    }
}
