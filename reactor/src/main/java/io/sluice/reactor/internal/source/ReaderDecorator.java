package io.sluice.reactor.internal.source;

/**
 * A reader that leans on another one, and adds an end of its own.
 *
 * @param <T> the type of the elements
 */
public abstract class ReaderDecorator<T> implements LoopReader<T> {
    private final LoopReader<T> reader;

    /** Leans on a reader. */
    protected ReaderDecorator(LoopReader<T> reader) {
        this.reader = reader;
    }

    @Override
    public Found take(LoopSource<T> source) {
        return reader.take(source);
    }

    @Override
    public void await(LoopSource<T> source) {
        reader.await(source);
    }

    @Override
    public final boolean waitsWithoutDemand() {
        return reader.waitsWithoutDemand();
    }

    @Override
    public final void interruptSoon() {
        reader.interruptSoon();
    }

    @Override
    public final void interrupt() {
        reader.interrupt();
    }

    @Override
    public void release() {
        reader.release();
    }
}
