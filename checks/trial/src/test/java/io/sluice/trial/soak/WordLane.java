package io.sluice.trial.soak;

import io.sluice.epoll.EventLoop;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.sharedmemory.WordWatcher;
import io.sluice.reactor.sharedmemory.WordWatcherOptions;
import io.sluice.sharedmemory.SharedMemory;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** A word of shared memory that changes again and again, with a subscriber that is another one each time. */
final class WordLane extends Lane {
    private static final int SIZE = 4096;

    private final Supplier<EventLoop> loops;
    private EventLoop loop;
    private SharedMemory memory;
    private SharedWord word;

    WordLane(Totals totals, Supplier<EventLoop> loops) {
        super(totals);
        this.loops = loops;
    }

    @Override
    void open() {
        totals.openings.incrementAndGet();
        loop = loops.get();
        memory = SharedMemory.anonymous("sluice-soak-word").size(SIZE).create();
        word = memory.memory().word(0);
    }

    @Override
    void changeSubscriber(Random random) {
        WordWatcher watcher =
                WordWatcher.create(word, WordWatcherOptions.create().eventLoop(loop));
        switch (random.nextInt(3)) {
            case 0 -> read(StreamKind.WORD_CHANGES, endless(watcher.changes()), Duration.ZERO);
            case 1 ->
                read(StreamKind.WORD_CHANGED, watcher.awaitChange(word.get()).flux(), Duration.ZERO);
            default -> {
                Duration wait = QueueLane.someTime(random);
                int expected = word.get() - random.nextInt(2);
                read(StreamKind.WORD_WITHIN, watcher.awaitChange(expected, wait).flux(), wait);
            }
        }
    }

    @Override
    void use(Random random) {
        word.getAndAdd(1);
        word.wake(Integer.MAX_VALUE);
    }

    /** A word is no queue. */
    @Override
    boolean isEmpty() {
        return true;
    }

    @Override
    void close() {
        memory.close();
    }
}
