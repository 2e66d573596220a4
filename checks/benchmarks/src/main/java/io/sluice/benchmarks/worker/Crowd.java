package io.sluice.benchmarks.worker;

import io.sluice.pipe.Fifo;
import io.sluice.pipe.PipeWriteEnd;
import io.sluice.reactor.pipe.Framing;
import io.sluice.reactor.pipe.PipeReceiver;
import io.sluice.reactor.pipe.PipeReceiverOptions;
import io.sluice.reactor.pipe.WhenWritersLeft;
import io.sluice.reactor.timerfd.Timers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Subscribed timers and FIFOs, half of each, on the shared loop. Nothing comes from them once they are there, and they stay as
 * long as the process.
 */
final class Crowd {
    private static final Duration NEVER = Duration.ofDays(1);
    /** So many descriptors are left for everything else in the process. */
    private static final int SPARE = 200;

    private static final PipeReceiverOptions WAITING =
            PipeReceiverOptions.create().whenWritersLeft(WhenWritersLeft.WAIT);

    private final Timers timers = Timers.create();
    private final List<PipeReceiver<byte[]>> fifos = new ArrayList<>();
    private final CountDownLatch records;
    private final int count;
    private volatile @Nullable String disturbance;

    /**
     * Subscribes.
     *
     * @param wanted how many there are to be; fewer if {@code RLIMIT_NOFILE} does not allow as many. The JVM has raised the soft
     *     limit to the hard one at its start
     */
    Crowd(int wanted) throws IOException, InterruptedException {
        count = Math.min(wanted, descriptorLimit() - openDescriptors() - SPARE);
        records = new CountDownLatch(count / 2);
        Path folder = Files.createTempDirectory("sluice-benchmark-");
        try {
            for (int i = 0; i < count; i++) {
                if (i % 2 == 0) {
                    timers.after(NEVER).subscribe(expirations -> disturb("a timer has expired"), this::fail);
                } else {
                    open(folder.resolve(Integer.toString(i)));
                }
            }
        } finally {
            Files.delete(folder);
        }
        if (!records.await(Arrivals.MAX_ROUND_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(records.getCount() + " FIFOs did not bring their record");
        }
    }

    private void open(Path path) {
        Fifo.create(path);
        PipeReceiver<byte[]> fifo = PipeReceiver.open(path, Framing.fixed(1), WAITING);
        fifos.add(fifo);
        fifo.receive().subscribe(record -> records.countDown(), this::fail, () -> disturb("a FIFO has ended"));
        try (PipeWriteEnd writer = PipeWriteEnd.open(path)) {
            writer.tryWrite(ByteBuffer.wrap(new byte[1]));
        }
        Fifo.remove(path);
    }

    private void fail(Throwable cause) {
        disturb(cause.toString());
    }

    private void disturb(String what) {
        disturbance = what;
    }

    int count() {
        return count;
    }

    /** All of them are still subscribed, and still silent. */
    void requireSilence() {
        String what = disturbance;
        if (what != null) {
            throw new IllegalStateException("among " + count + " descriptors: " + what);
        }
    }

    private static int descriptorLimit() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
            if (line.startsWith("Max open files")) {
                return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(line.split(" {2,}", -1)[1]));
            }
        }
        throw new IOException("/proc/self/limits has no limit of open files");
    }

    private static int openDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return (int) all.count();
        }
    }
}
