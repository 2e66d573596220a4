package io.sluice.reactor.sharedmemory;

import io.sluice.errno.ClosedHandleException;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.MeteredObject;
import io.sluice.reactor.Stoppable;
import io.sluice.reactor.internal.queue.Limit;
import io.sluice.reactor.internal.source.Deadline;
import io.sluice.reactor.internal.source.Metering;
import io.sluice.reactor.internal.source.NonBlockingThreads;
import io.sluice.reactor.internal.source.SourceFlux;
import io.sluice.reactor.internal.source.StopSwitch;
import io.sluice.reactor.internal.source.ThreadSource;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for changes of a word that processes share, such as the number of what a C program has written into the memory beside
 * it.
 *
 * <pre>{@code
 * WordWatcher.create(memory.word(0))
 *         .changes()
 *         .map(change -> memory.getLong(8))
 *         .subscribe(System.out::println);
 * }</pre>
 *
 * <p>A word is no queue: a subscriber finds the latest value, and is told how many changes it has not seen. A stream with
 * demand holds one pooled thread, which is blocked in {@code futex(2)}; a stream without demand holds none. Signals come on
 * the waiting thread. A process that changes the word and wakes nobody up is noticed within a second.
 *
 * <p>May be used from any thread. The owner closes the memory; no stream does.
 *
 * @see "futex(2)"
 */
public final class WordWatcher implements Stoppable {
    private final SharedWord word;
    private final WordWatcherOptions options;
    private final StopSwitch stopSwitch = new StopSwitch();

    private WordWatcher(SharedWord word, WordWatcherOptions options) {
        this.word = word;
        this.options = options;
    }

    /**
     * Makes a watcher with the default options.
     *
     * @param word a word of open memory
     * @return the watcher
     */
    public static WordWatcher create(SharedWord word) {
        return create(word, WordWatcherOptions.create());
    }

    /**
     * Makes a watcher.
     *
     * @param word a word of open memory
     * @param options how to wait
     * @return the watcher
     */
    public static WordWatcher create(SharedWord word, WordWatcherOptions options) {
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(options, "options");
        NonBlockingThreads.register();
        return new WordWatcher(word, options);
    }

    /**
     * Waits until the word has another value than the expected one, without a limit.
     *
     * @param expected the value to wait for the end of
     * @return the value that was found; empty if the memory was closed meanwhile. It fails as {@link #changes()}
     */
    public Mono<Integer> awaitChange(int expected) {
        return awaitChange(expected, Deadline.NEVER);
    }

    /**
     * Waits until the word has another value than the expected one, no longer than a timeout. If it has another one at the
     * subscription, that is the result, however short the timeout.
     *
     * @param expected the value to wait for the end of
     * @param timeout how long to wait from the subscription, on the monotonic clock. Zero means to look once; 292 years or
     *     more mean for ever
     * @return the value that was found; empty if there was no change in time, or the memory was closed meanwhile. It fails as
     *     {@link #changes()}
     * @throws IllegalArgumentException if the timeout is negative
     */
    public Mono<Integer> awaitChange(int expected, Duration timeout) {
        return awaitChange(expected, Limit.nanosOf(timeout));
    }

    private Mono<Integer> awaitChange(int expected, long timeoutNanos) {
        return behind(() -> expected, timeoutNanos).next().map(WordChange::value);
    }

    /**
     * The changes from the subscription on, without end. Each element has the latest value at the time that it was asked for,
     * and how many changes were skipped since the element before.
     *
     * <p>When a cancel returns, no thread waits for this stream any more.
     *
     * @return the changes. It completes when the memory is closed. It fails with {@link ClosedHandleException} if the memory
     *     was closed before the subscription ({@code EBADF}), with {@link io.sluice.errno.ErrnoException} if another process
     *     has cut it off ({@code EFAULT}), and with {@link IllegalStateException}, {@link
     *     java.util.concurrent.RejectedExecutionException} or {@link OutOfMemoryError} if there is no signal or no thread to
     *     wait with
     */
    public Flux<WordChange> changes() {
        return behind(word::get, Deadline.NEVER);
    }

    private Flux<WordChange> behind(IntSupplier first, long timeoutNanos) {
        Metering<WordChange> metering =
                Metering.withoutBytes(options::metrics, () -> MeteredObject.of("word", word.toString()));
        return new SourceFlux<>(stopSwitch, metering, actual -> {
            WordReader reader = new WordReader(word, first.getAsInt());
            return new ThreadSource<>(actual, reader, options::eventLoop, timeoutNanos);
        });
    }

    /**
     * Stops this watcher for good and completes its streams. Streams that begin later complete at once. The memory stays open.
     * May be called from any thread and from {@code onNext}. A second stop only waits for the first one.
     */
    @Override
    public void stop() {
        stopSwitch.stop();
    }

    @Override
    public String toString() {
        return "WordWatcher(" + word + ")";
    }
}
