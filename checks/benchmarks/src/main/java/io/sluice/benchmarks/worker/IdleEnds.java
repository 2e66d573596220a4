package io.sluice.benchmarks.worker;

import io.sluice.pipe.PipeWriteEnd;
import io.sluice.process.ExitStatus;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.reactor.process.ProcessOptions;
import io.sluice.reactor.process.Processes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Sluice: FIFOs whose last writer has left, each with a stream that waits for the next one, and the status of a process that
 * has exited and that its parent does not reap, for as many milliseconds as the round has messages.
 */
final class IdleEnds implements Role {
    private static final long SETTLING_MILLIS = 2_000;
    private static final PipeReceiverOptions WAITING =
            PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);

    private final Processes processes = Processes.create(ProcessOptions.create().reapTimeout(Duration.ofHours(1)));

    @Override
    public void run(Command command, Round round) throws InterruptedException, IOException {
        List<PipeReceiver<byte[]>> receivers = new ArrayList<>();
        Disposable.Composite streams = Disposables.composite();
        CountDownLatch records = new CountDownLatch(command.queues().size());
        CountDownLatch disturbed = new CountDownLatch(1);
        for (String name : command.queues()) {
            Path fifo = Path.of(name);
            PipeReceiver<byte[]> receiver = PipeReceiver.open(fifo, Framing.fixed(1), WAITING);
            receivers.add(receiver);
            streams.add(receiver.receive()
                    .subscribe(record -> records.countDown(), failure -> disturbed.countDown(), disturbed::countDown));
            try (PipeWriteEnd writer = PipeWriteEnd.open(fifo)) {
                writer.tryWrite(ByteBuffer.wrap(new byte[1]));
            }
        }
        Process parent = parentOfUnreaped();
        try {
            streams.add(processes
                    .status(unreaped(parent))
                    .subscribe((ExitStatus status) -> disturbed.countDown(), failure -> disturbed.countDown()));
            boolean quiet = records.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS);
            quiet &= !disturbed.await(SETTLING_MILLIS, TimeUnit.MILLISECONDS);
            round.readyIdle();
            long begun = System.nanoTime();
            quiet &= !disturbed.await(command.count(), TimeUnit.MILLISECONDS);
            round.doneIdle(System.nanoTime() - begun);
            streams.dispose();
            if (!quiet) {
                throw new IllegalStateException("a stream has ended, or failed, or missed its record");
            }
        } finally {
            receivers.forEach(PipeReceiver::close);
            parent.destroy();
            parent.waitFor();
        }
    }

    /** A shell that says the id of a child, and becomes a program that waits for no child before the child exits. */
    private static Process parentOfUnreaped() throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", "sleep 1 & echo $!; exec sleep 600")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long unreaped(Process parent) throws IOException, InterruptedException {
        long pid = Long.parseLong(parent.inputReader().readLine());
        Path status = Path.of("/proc/" + pid + "/stat");
        for (long left = 2 * SETTLING_MILLIS;
                left > 0 && !Files.readString(status).contains(") Z ");
                left--) {
            Thread.sleep(1);
        }
        if (!Files.readString(status).contains(") Z ")) {
            throw new IllegalStateException("process " + pid + " has not exited");
        }
        return pid;
    }
}
