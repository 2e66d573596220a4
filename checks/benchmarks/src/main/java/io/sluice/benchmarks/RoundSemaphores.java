package io.sluice.benchmarks;

import io.sluice.semaphore.PosixSemaphore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two semaphores, one with permits and one by which the contestant says that it waits, and a file for the time of a post. */
final class RoundSemaphores implements RoundQueues {
    private static final String PREFIX =
            "/sluice-benchmark-" + ProcessHandle.current().pid();

    private final PosixSemaphore permits;
    private final PosixSemaphore waiting;
    private final int value;
    private final Path times;
    private final Thread hook = new Thread(this::remove);

    /** With how many permits there are at the beginning and at the end. */
    RoundSemaphores(int value) {
        this.value = value;
        Runtime.getRuntime().addShutdownHook(hook);
        permits = PosixSemaphore.builder(PREFIX + "-permits").value(value).create();
        waiting = PosixSemaphore.builder(PREFIX + "-waiting").value(0).create();
        try {
            times = Files.createTempFile("sluice-benchmark-", ".times");
            Files.write(times, new byte[Long.BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public List<String> names() {
        return List.of(permits.name(), waiting.name(), times.toString());
    }

    @Override
    public void requireEmpty(String contestant) {
        int left = permits.value();
        if (left != value) {
            throw new BenchmarkException(contestant + ": " + left + " permits are left, and " + value + " were there");
        }
    }

    private void remove() {
        PosixSemaphore.list().stream().filter(name -> name.startsWith(PREFIX)).forEach(PosixSemaphore::unlink);
        try {
            Files.deleteIfExists(times);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        permits.close();
        waiting.close();
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
