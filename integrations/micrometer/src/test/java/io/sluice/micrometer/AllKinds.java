package io.sluice.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.epoll.EventLoop;
import io.sluice.lock.LockMode;
import io.sluice.lock.LockRange;
import io.sluice.mapping.MappedMemory;
import io.sluice.mapping.SharedWord;
import io.sluice.mqueue.PosixMessage;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.pipe.Pipe;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.MetricsRecorder;
import io.sluice.reactor.SenderOptions;
import io.sluice.reactor.inotify.FolderWatcher;
import io.sluice.reactor.inotify.FolderWatcherOptions;
import io.sluice.reactor.lock.FileLocker;
import io.sluice.reactor.lock.FileLockerOptions;
import io.sluice.reactor.lock.HeldLock;
import io.sluice.reactor.mqueue.NamedPosixMqSender;
import io.sluice.reactor.mqueue.PosixMqNotifier;
import io.sluice.reactor.mqueue.PosixMqNotifierOptions;
import io.sluice.reactor.mqueue.PosixMqReceiver;
import io.sluice.reactor.mqueue.PosixMqReceiverOptions;
import io.sluice.reactor.mqueue.PosixMqSender;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.PipeSender;
import io.sluice.reactor.pipe.PipeSenderOptions;
import io.sluice.reactor.process.ProcessOptions;
import io.sluice.reactor.process.Processes;
import io.sluice.reactor.ring.RingReceiver;
import io.sluice.reactor.ring.RingReceiverOptions;
import io.sluice.reactor.ring.RingSender;
import io.sluice.reactor.semaphore.Permit;
import io.sluice.reactor.semaphore.SemaphoreAcquirer;
import io.sluice.reactor.semaphore.SemaphoreAcquirerOptions;
import io.sluice.reactor.sharedmemory.WordWatcher;
import io.sluice.reactor.sharedmemory.WordWatcherOptions;
import io.sluice.reactor.signal.SignalReceiver;
import io.sluice.reactor.signal.SignalReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqReceiver;
import io.sluice.reactor.sysvmsg.SysvMqReceiverOptions;
import io.sluice.reactor.sysvmsg.SysvMqSender;
import io.sluice.reactor.timerfd.TimerReceiverOptions;
import io.sluice.reactor.timerfd.Timers;
import io.sluice.ring.Ring;
import io.sluice.ring.RingConsumer;
import io.sluice.ring.RingMessage;
import io.sluice.ring.RingProducer;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SemaphoreOperation;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.signal.Signal;
import io.sluice.signal.SignalCapture;
import io.sluice.sysvmsg.SysvMessage;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import io.sluice.testing.Bounds;
import io.sluice.testing.Queues;
import io.sluice.timerfd.TimerClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.Disposable;

/** One operation of each kind on a real object, with a recorder: what receives, receives one element. */
final class AllKinds {
    private static final EventLoop LOOP = EventLoop.shared();

    private final MetricsRecorder metrics;
    private final SenderOptions sending;

    AllKinds(MetricsRecorder metrics) {
        this.metrics = metrics;
        sending = SenderOptions.create().metrics(metrics);
    }

    void posix(PosixMessageQueue queue) {
        PosixMqReceiver receiver =
                PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(metrics));
        PosixMqSender sender = PosixMqSender.create(queue, sending);
        sender.send(PosixMessage.ofText("posix")).block(Bounds.SOON);
        receiver.receive().blockFirst(Bounds.SOON);
        Queues.fill(queue);
        sender.sendNow(PosixMessage.ofText("refused")).onErrorComplete().block(Bounds.SOON);
        Disposable waits = sender.send(PosixMessage.ofText("waits")).subscribe();
        receiver.receive().take(queue.maxMessages() + 1L).blockLast(Bounds.SOON);
        waits.dispose();
        try (NamedPosixMqSender named = NamedPosixMqSender.create(queue.name(), sending)) {
            named.send(PosixMessage.ofText("named")).block(Bounds.SOON);
        }
        receiver.receive().blockFirst(Bounds.SOON);
    }

    void notifications(PosixMessageQueue queue) {
        PosixMqNotifier notifier =
                PosixMqNotifier.create(queue, PosixMqNotifierOptions.create().metrics(metrics));
        CountDownLatch arrived = new CountDownLatch(1);
        Disposable messages = notifier.receive().subscribe(message -> arrived.countDown());
        queue.trySend(PosixMessage.ofText("notified"));
        Bounds.await("the message").until(() -> arrived.getCount() == 0);
        messages.dispose();
    }

    /** Of a queue that was unlinked. */
    void failing(PosixMessageQueue queue) {
        PosixMqReceiver.create(queue, PosixMqReceiverOptions.create().metrics(metrics))
                .receive()
                .onErrorComplete()
                .blockLast(Bounds.SOON);
    }

    void sysv(SysvMessageQueue queue) {
        SysvMqSender.create(queue, sending).send(SysvMessage.ofText(1, "sysv")).block(Bounds.SOON);
        SysvMqReceiver.create(queue, SysvMqReceiverOptions.create().metrics(metrics))
                .receive(TypeSelector.any())
                .blockFirst(Bounds.SOON);
    }

    void ring(Ring ring) {
        try (RingProducer producer = ring.producer();
                RingConsumer consumer = ring.consumer()) {
            RingSender.create(producer, sending)
                    .send(RingMessage.ofText(1, "ring"))
                    .block(Bounds.SOON);
            RingReceiver.create(consumer, RingReceiverOptions.create().metrics(metrics))
                    .receive()
                    .blockFirst(Bounds.SOON);
        }
    }

    void pipe() {
        try (Pipe pipe = Pipe.open();
                PipeSender sender = PipeSender.create(
                        pipe.writeEnd(), PipeSenderOptions.create().sending(sending));
                PipeReceiver<byte[]> receiver = PipeReceiver.create(
                        pipe.readEnd(),
                        Framing.fixed(4),
                        PipeReceiverOptions.create().metrics(metrics))) {
            sender.send("pipe").block(Bounds.SOON);
            receiver.receive().blockFirst(Bounds.SOON);
        }
    }

    void timer() {
        Timers.create(TimerClock.MONOTONIC, TimerReceiverOptions.create().metrics(metrics))
                .after(Duration.ofMillis(1))
                .block(Bounds.SOON);
    }

    void signal() {
        Signal signal = Signal.realTime(14);
        CountDownLatch caught = new CountDownLatch(1);
        Disposable signals = SignalReceiver.create(
                        SignalCapture.of(signal), SignalReceiverOptions.create().metrics(metrics))
                .receive()
                .subscribe(sent -> caught.countDown());
        signal.sendTo(ProcessHandle.current().pid(), 1);
        Bounds.await("the signal").until(() -> caught.getCount() == 0);
        signals.dispose();
    }

    void folder(Path folder) {
        CountDownLatch seen = new CountDownLatch(1);
        Disposable events = FolderWatcher.create(
                        folder, FolderWatcherOptions.create().metrics(metrics))
                .events()
                .subscribe(event -> seen.countDown());
        Queues.passThrough(LOOP);
        try {
            Files.createFile(folder.resolve("new"));
            Bounds.await("the event").until(() -> seen.getCount() == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            events.dispose();
        }
    }

    void process() {
        try {
            Process child = new ProcessBuilder("cat").start();
            CompletableFuture<Void> exited = Processes.create(
                            ProcessOptions.create().metrics(metrics))
                    .exited(child.toHandle())
                    .toFuture();
            child.getOutputStream().close(); // and cat ends
            exited.get(Bounds.SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    void word() {
        try (SharedMemory shared = SharedMemory.anonymous("words").size(64).create();
                MappedMemory memory = shared.map()) {
            SharedWord word = memory.word(0);
            WordWatcher watcher =
                    WordWatcher.create(word, WordWatcherOptions.create().metrics(metrics));
            word.set(1);
            watcher.awaitChange(0).block(Bounds.SOON);
        }
    }

    void semaphore(PosixSemaphore semaphore) {
        acquire(SemaphoreAcquirer.create(
                semaphore, SemaphoreAcquirerOptions.create().metrics(metrics)));
    }

    void set(SysvSemaphoreSet set) {
        acquire(SemaphoreAcquirer.create(
                set, SemaphoreAcquirerOptions.create().metrics(metrics), SemaphoreOperation.take(0, 1)));
    }

    private static void acquire(SemaphoreAcquirer acquirer) {
        Permit permit = acquirer.acquire().block(Bounds.SOON);
        acquirer.tryAcquire().block(Bounds.SOON);
        permit.release();
    }

    void lock(Path file) {
        try (FileLocker locker =
                FileLocker.create(file, FileLockerOptions.create().metrics(metrics))) {
            HeldLock held = locker.lock(LockMode.EXCLUSIVE, LockRange.whole()).block(Bounds.SOON);
            locker.tryLock(LockMode.EXCLUSIVE, LockRange.whole()).block(Bounds.SOON);
            held.release();
        }
    }

    void gauges(MeterRegistry registry, Ring ring) {
        EventLoopMeters.of(LOOP, "shared").bindTo(registry);
        WaitingThreadsMeters.ofShared().bindTo(registry);
        FillLevelMeters.of(MeteredObject.of(ring)).bindTo(registry);
    }
}
