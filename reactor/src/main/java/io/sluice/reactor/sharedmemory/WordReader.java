package io.sluice.reactor.sharedmemory;

import io.sluice.blocking.KernelWait;
import io.sluice.blocking.ReceiveHandler;
import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.mapping.SharedWord;
import io.sluice.reactor.internal.source.BlockingReader;
import org.jspecify.annotations.Nullable;

/** Finds the changes of a word behind a value, for one subscription. */
final class WordReader implements BlockingReader<WordChange> {
    private final SharedWord word;
    private int last;

    WordReader(SharedWord word, int last) {
        this.word = word;
        this.last = last;
    }

    @Override
    public KernelWait receive(ReceiveHandler<WordChange> handler) {
        return word.blockingAwaitChange(last, new ReceiveHandler<>() {
            @Override
            public void began(KernelWait wait) {
                handler.began(wait);
            }

            @Override
            public boolean received(Integer value) {
                return handler.received(changeTo(value));
            }

            @Override
            public void notReceived(@Nullable ErrnoException cause) {
                handler.notReceived(cause);
            }
        });
    }

    @Override
    public @Nullable WordChange tryTake() {
        int value = word.get();
        return value == last ? null : changeTo(value);
    }

    private WordChange changeTo(int value) {
        WordChange change = WordChange.between(last, value);
        last = value;
        return change;
    }

    @Override
    public boolean addCloseHook(Runnable hook) {
        return word.memory().addCloseHook(hook);
    }

    @Override
    public void removeCloseHook(Runnable hook) {
        word.memory().removeCloseHook(hook);
    }

    @Override
    public @Nullable ClosedHandleException closedBefore() {
        return word.memory().isOpen()
                ? null
                : new ClosedHandleException("futex", word.toString(), "The memory was closed before.");
    }
}
