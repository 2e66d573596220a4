package io.sluice.reactor.sharedmemory;

import io.sluice.mapping.SharedWord;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.testing.TestQueues;
import io.sluice.testing.reactive.QueuePublisherVerification;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.testng.annotations.AfterMethod;

/** The rules of Reactive Streams for the changes of a word, of which there is no end. */
public class WordChangesVerificationTest extends QueuePublisherVerification<WordChange> {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Deque<SharedMemory> opened = new ArrayDeque<>();

    @AfterMethod
    public void closeMemory() {
        opened.forEach(shared -> {
            shared.close();
            SharedMemory.unlink(shared.name());
        });
        opened.clear();
    }

    private SharedWord word() {
        SharedMemory shared = SharedMemory.builder(TestQueues.PREFIX + "tck-word-" + COUNT.incrementAndGet())
                .size(64)
                .create();
        opened.add(shared);
        return shared.memory().word(0);
    }

    /** Each change that is emitted makes the next one. */
    @Override
    public Publisher<WordChange> createPublisher(long elements) {
        SharedWord word = word();
        return WordWatcher.create(word)
                .changes()
                .doOnSubscribe(begun -> change(word))
                .doOnNext(change -> change(word))
                .take(elements);
    }

    private static void change(SharedWord word) {
        if (word.memory().isOpen()) {
            word.getAndAdd(1);
            word.wake(Integer.MAX_VALUE);
        }
    }

    @Override
    public Publisher<WordChange> createFailedPublisher() {
        SharedWord word = word();
        word.memory().close();
        return WordWatcher.create(word).changes();
    }
}
