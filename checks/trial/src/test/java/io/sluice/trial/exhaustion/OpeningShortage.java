package io.sluice.trial.exhaustion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import io.sluice.inotify.FolderEvent;
import io.sluice.inotify.FolderWatch;
import io.sluice.pipe.Fifo;
import io.sluice.pipe.Pipe;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.process.WatchedProcess;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.reactor.process.Processes;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.sharedmemory.MappedFile;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.signal.CaughtSignal;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.signal.SignalTarget;
import io.sluice.testing.Bounds;
import io.sluice.testing.OpenResources;
import io.sluice.testing.UsedUpDescriptors;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * {@code OpeningShortage FOLDER ROUNDS}, under a small {@code RLIMIT_NOFILE} and with {@code SIGRTMIN} blocked: uses the
 * descriptors up while streams of pipes, signals, processes and folders, and a ring, are at work. What needs a descriptor fails with that
 * cause, what needs none goes on, and all works again afterwards.
 */
final class OpeningShortage {
    private static final long SELF = ProcessHandle.current().pid();
    private static final Signal SIGNAL = Signal.realTime(0);
    private static final String RING = "/sluice-test-opening-" + SELF;
    private static final String MEMORY = "/sluice-test-opening-memory-" + SELF;
    private static final byte[] RECORD = {'a'};

    private static final RingMessage MESSAGE = RingMessage.ofText(1, "on");

    private final Path folder;
    private final Path fifo;
    private final Path name;
    private final SignalReceiver signals = SignalReceiver.create(SignalCapture.of(SIGNAL));
    private final FolderWatcher watcher;

    private OpeningShortage(Path folder) {
        this.folder = folder;
        fifo = folder.resolve("fifo");
        name = folder.resolve("name");
        watcher = FolderWatcher.create(folder);
    }

    public static void main(String[] arguments) throws IOException {
        OpeningShortage trial = new OpeningShortage(Path.of(arguments[0]));
        OpenResources before = OpenResources.now();
        trial.useEverything(); // classes are loaded while they can be opened
        Bounds.await("closed descriptors").until(OpeningShortage::noneIsClosing);
        int settled = descriptors();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            // What was cancelled may still be closing, and so make room; an inotify instance takes 10 ms.
            Bounds.await("closed descriptors").until(() -> descriptors() <= settled);
            trial.shortage();
            trial.useEverything();
        }
        Shortage.done(before);
    }

    private static boolean noneIsClosing() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("sluice-inotify-close"));
    }

    private static int descriptors() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    private void shortage() throws IOException {
        Fifo.create(fifo);
        Ring ring = Ring.builder(RING).capacity(1 << 12).create();
        RingProducer producer = ring.producer();
        Collector<CaughtSignal> caught = Collector.of(signals.receive());
        Collector<FolderEvent> events = Collector.of(watcher.events());
        Collector<byte[]> records;
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(
                fifo, Framing.fixed(1), PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT))) {
            PipeWriteEnd writer = PipeWriteEnd.open(fifo);
            records = Collector.of(receiver.receive());
            try (UsedUpDescriptors usedUp = new UsedUpDescriptors()) {
                assertRefused(usedUp, "pipe2", Pipe::open);
                assertRefused(usedUp, "mkfifo", () -> Fifo.create(name));
                assertThat(name).doesNotExist();
                assertRefused(usedUp, "mkfifo", () -> Fifo.createIfMissing(name));
                assertThat(name).doesNotExist();
                assertRefused(usedUp, "open", () -> PipeReadEnd.open(fifo));
                assertRefused(usedUp, "open", () -> PipeWriteEnd.open(fifo));
                assertRefused(usedUp, "open", () -> send());
                assertRefused(usedUp, "signalfd", () -> signals.receive().blockFirst(Bounds.SOON));
                assertRefused(usedUp, "pidfd_open", () -> SignalTarget.open(SELF));
                assertRefused(usedUp, "pidfd_open", () -> WatchedProcess.open(SELF));
                assertRefused(
                        usedUp,
                        "pidfd_open",
                        () -> Processes.create().exited(SELF).block(Bounds.SOON));
                assertRefused(usedUp, "inotify_init1", () -> FolderWatch.open(folder));
                assertRefused(usedUp, "inotify_init1", () -> watcher.events().blockFirst(Bounds.SOON));
                assertRefused(usedUp, "shm_open", () -> Ring.builder(RING).create());
                assertRefused(
                        usedUp,
                        "shm_open",
                        () -> SharedMemory.builder(MEMORY).size(1).create());
                assertRefused(
                        usedUp,
                        "memfd_create",
                        () -> SharedMemory.anonymous("none").size(1).create());
                assertRefused(usedUp, "open", () -> MappedFile.open(folder.resolve("table")));
                assertRefused(usedUp, "open", ring::consumer);
                usedUp.useUp();
                atWork(writer, caught, events, records);
                assertThat(producer.tryWrite(MESSAGE)).isTrue();
                writer.close();
                usedUp.useUp();
                records.request(1); // to wait for the next writer takes a descriptor
                assertThat(records.awaitError())
                        .isInstanceOfSatisfying(
                                ErrnoException.class,
                                refused -> assertThat(refused.errno()).isEqualTo(Errno.EMFILE));
            }
            send();
            Collector<byte[]> again = Collector.of(receiver.receive());
            again.request(1);
            again.awaitReceived(1);
            again.cancel();
        }
        try (RingConsumer consumer = ring.consumer()) {
            assertThat(consumer.poll()).isEqualTo(MESSAGE);
        }
        producer.close();
        ring.close();
        Ring.unlink(RING);
        assertThat(SharedMemory.list()).doesNotContain(MEMORY);
        events.cancel();
        caught.cancel();
        Fifo.remove(fifo);
    }

    private void atWork(
            PipeWriteEnd writer,
            Collector<CaughtSignal> caught,
            Collector<FolderEvent> events,
            Collector<byte[]> records)
            throws IOException {
        assertThat(writer.tryWrite(ByteBuffer.wrap(RECORD))).isEqualTo(1);
        records.request(1);
        records.awaitReceived(1);
        SIGNAL.sendTo(SELF, 1);
        caught.request(1);
        caught.awaitReceived(1);
        Files.createDirectory(name); // which needs no descriptor
        events.request(1);
        events.awaitReceived(1);
        Files.delete(name);
    }

    /** Opens the FIFO, and leaves it. */
    private void send() {
        try (PipeSender sender = PipeSender.create(fifo)) {
            sender.send(RECORD).block(Bounds.SOON);
        }
    }

    private void useEverything() throws IOException {
        Pipe.open().close();
        useMemory();
        Fifo.create(fifo);
        try (PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(1))) {
            Collector<byte[]> records = Collector.of(receiver.receive());
            records.request(1);
            send();
            records.awaitReceived(1);
            records.cancel();
        }
        Fifo.remove(fifo);
        SIGNAL.sendTo(SELF, 1);
        assertThat(signals.receive().blockFirst(Bounds.SOON)).isNotNull();
        SignalTarget.open(SELF).close();
        WatchedProcess.open(SELF).close();
        Processes.create().exited(SELF).subscribe().dispose();
        Collector<FolderEvent> events = Collector.of(watcher.events());
        events.request(1);
        Files.createFile(name);
        events.awaitReceived(1);
        assertThat(watcher.appeared("name").block(Bounds.SOON)).isEqualTo(name);
        events.cancel();
        Files.delete(name);
    }

    private void useMemory() throws IOException {
        try (Ring ring = Ring.builder(RING).capacity(1 << 12).create();
                RingProducer producer = ring.producer();
                RingConsumer consumer = ring.consumer()) {
            producer.tryWrite(MESSAGE);
            assertThat(consumer.poll()).isEqualTo(MESSAGE);
        }
        Ring.unlink(RING);
        SharedMemory.builder(MEMORY).size(1).create().close();
        SharedMemory.unlink(MEMORY);
        SharedMemory.anonymous("none").size(1).create().close();
        Path table = folder.resolve("table");
        Files.write(table, RECORD);
        MappedFile.open(table).close();
        Files.delete(table);
    }

    private static void assertRefused(UsedUpDescriptors usedUp, String call, ThrowingCallable what) {
        usedUp.useUp();
        assertThatExceptionOfType(ErrnoException.class)
                .isThrownBy(what)
                .returns(Errno.EMFILE, ErrnoException::errno)
                .returns(call, ErrnoException::call)
                .withMessageContaining("ulimit -n");
    }
}
