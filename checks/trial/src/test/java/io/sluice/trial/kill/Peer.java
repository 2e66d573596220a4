package io.sluice.trial.kill;

import io.sluice.junit.RunningProgram;
import io.sluice.testing.Bounds;
import io.sluice.trial.SharedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One process at an end of the queue, with the files it writes to. */
final class Peer implements AutoCloseable {
    private final RunningProgram process;
    private final List<Path> files;
    private long first;

    Peer(RunningProgram process, List<Path> files) {
        this.process = process;
        this.files = files;
    }

    /** Makes it begin, with a number that a receiver does not need. */
    void go(long number) {
        process.awaitLine("ready");
        first = number;
        process.say(Long.toString(number));
    }

    /** A receiver that was killed, or a queue that was left broken, would never get there. */
    void awaitFirstMessage(boolean isSender) {
        long[] before = {isSender ? first : 0};
        int index = isSender ? 1 : 0;
        Bounds.awaitSpinning(
                "first message of " + process,
                () -> files.stream().anyMatch(file -> SharedFile.first(file, 2)[index] > before[0]));
    }

    /** By itself: {@link #kill} will say so. */
    boolean hasEnded() {
        return !process.isAlive();
    }

    void kill() {
        if (!process.isAlive()) {
            throw new AssertionError("it has ended by itself: " + process);
        }
        process.kill();
    }

    void awaitEnd() {
        RunningProgram.Exit exit = process.awaitExit(Bounds.SOON);
        if (exit.status() != 0) {
            throw new AssertionError("failed: " + process);
        }
    }

    /** What each subscription of a receiver got. */
    List<long[]> received() {
        return files.stream().map(SharedFile::upToZero).map(Peer::numbers).toList();
    }

    /** They are kept with one added, for zero is where there is none. */
    private static long[] numbers(long[] kept) {
        for (int i = 0; i < kept.length; i++) {
            kept[i]--;
        }
        return kept;
    }

    /** Up to which number a sender meant to send. */
    long meant() {
        return Math.max(first, SharedFile.first(files.get(0), 2)[0]);
    }

    /** Up to which number a sender knew that the kernel has taken them. */
    long taken() {
        return Math.max(first, SharedFile.first(files.get(0), 2)[1]);
    }

    @Override
    public void close() {
        process.close();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
