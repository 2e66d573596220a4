package io.sluice.reactor.pipe;

import io.sluice.epoll.Interest;
import io.sluice.epoll.ReadinessHandler;
import io.sluice.epoll.Registration;
import io.sluice.errno.ErrnoException;
import io.sluice.pipe.PipeReadEnd;
import io.sluice.reactor.internal.source.LoopSource;
import io.sluice.reactor.internal.source.Uncaught;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all streams of one receiver share: the pipe, the bytes that were read from it, and the wait for more.
 *
 * <p>A FIFO reports a hang-up from the moment the last writer left, and goes on to report it. An end that is opened once more
 * reports none until other writers have come and left ({@link PipeReadEnd#reopen()}), so it can wait for them. It belongs to
 * this object, and is closed when no stream is left.
 *
 * <p>On the event loop's thread only. A stream calls {@link #next} inside a take, so that a stop waits for it.
 *
 * @param <T> the type of the elements
 */
final class PipeInput<T> implements ReadinessHandler {
    /** What the last call of {@link #next} has found where it returned null. */
    enum State {
        /** Bytes, but no whole record: the next call reads again. */
        PART,
        /** Nothing: a stream may wait. */
        NOTHING,
        /** The last writer has left, and no byte of it. */
        WRITERS_LEFT
    }

    private final PipeReadEnd given;
    private final Decoder<T> decoder;

    /** The streams that have begun and not ended. */
    private final Set<LoopSource<?>> streams = new LinkedHashSet<>();
    /** Those with demand. */
    private final Set<LoopSource<?>> waiting = new LinkedHashSet<>();

    /** Those without demand, which wait for the end alone. */
    private final Set<LoopSource<?>> idle = new LinkedHashSet<>();

    private int rotation;
    private PipeReadEnd current;
    private @Nullable Registration registration;
    private Interest interest = Interest.NONE;
    /** Whether a writer has been there since the current end was opened: then nothing to read means that all have left. */
    private boolean hadWriter;
    /** Whether a stream has learnt that the writers of the current end have left. */
    private boolean endReported;

    private State state = State.NOTHING;
    /** Whether a record may have been read that is in no element yet. */
    private boolean recordLeft;

    /** How many bytes were read and are in no metrics yet. */
    private long readBytes;

    PipeInput(PipeReadEnd given, Decoder<T> decoder) {
        this.given = given;
        this.decoder = decoder;
        current = given;
    }

    /** A stream begins. What an earlier one has learnt of the writers is not its end. */
    void begin(LoopSource<?> stream) {
        streams.add(stream);
        renewIfEnded(stream);
    }

    /** Waits for the next writers where a stream has learnt that the former ones have left. */
    void renewIfEnded(LoopSource<?> stream) {
        if (endReported) {
            renew(stream);
        }
    }

    /** A stream has ended. What it has read and not emitted is for the others. */
    void end(LoopSource<?> stream) {
        streams.remove(stream);
        waiting.remove(stream);
        idle.remove(stream);
        if (streams.isEmpty()) {
            leaveEpoll();
            if (current != given && !hadWriter) {
                endReported = true; // the given end still shows the hang-up of the writers before
            }
            closeRenewed();
        } else if (recordLeft) {
            wakeOthers();
        }
    }

    /** The next record, or null; {@link #state()} says why. Makes one call of the kernel at the most. */
    @Nullable
    T next(long demand) {
        try {
            T record = decoder.next();
            return record == null ? read(demand) : record;
        } finally {
            recordLeft = decoder.mayHaveRecord();
        }
    }

    /** How many bytes were read since the last call. */
    long takeReadBytes() {
        long bytes = readBytes;
        readBytes = 0;
        return bytes;
    }

    private @Nullable T read(long demand) {
        ByteBuffer room = decoder.room(demand);
        int count = given.isOpen() ? current.tryRead(room) : given.tryRead(room); // which throws
        if (count > 0) {
            readBytes += count;
            hadWriter = true;
            decoder.filled(count);
            state = State.PART;
            return decoder.next();
        }
        if (count == PipeReadEnd.WOULD_BLOCK) {
            state = State.NOTHING;
            hadWriter = true;
            return null;
        }
        return atEnd();
    }

    private @Nullable T atEnd() {
        if (!hadWriter) {
            state = State.NOTHING; // the first writer is still to come; a hang-up is reported as readiness
            return null;
        }
        endReported = true; // also where a partial record is the end
        T last = decoder.end();
        endReported = last == null;
        state = last == null ? State.WRITERS_LEFT : State.PART;
        return last;
    }

    State state() {
        return state;
    }

    /** Whether the next record may be had without a read. */
    boolean hasRecordLeft() {
        return recordLeft;
    }

    /** Whether writers have come and are not known to have left. */
    boolean hasSession() {
        return hadWriter && !endReported;
    }

    /** Waits for the next writers. What they have written meanwhile is kept. Ends the stream where the kernel refuses it. */
    void renew(LoopSource<?> stream) {
        PipeReadEnd next;
        try {
            next = current.reopen();
        } catch (ErrnoException refused) {
            stream.refused(refused);
            return;
        }
        leaveEpoll();
        closeRenewed();
        current = next;
        hadWriter = false;
        endReported = false;
        state = State.PART;
        if (!waiting.isEmpty()) {
            await(waiting.iterator().next());
        }
    }

    private void closeRenewed() {
        if (current != given) {
            PipeReadEnd renewed = current;
            current = given;
            renewed.close();
        }
    }

    private void leaveEpoll() {
        Registration known = registration;
        if (known != null) {
            registration = null;
            known.cancel();
        }
    }

    /** A stream with demand has found nothing. */
    void await(LoopSource<?> stream) {
        idle.remove(stream);
        waiting.add(stream);
        watch(stream);
    }

    /** A stream has no demand. It ends with its writers all the same, if they have left nothing to read. */
    void awaitEnd(LoopSource<?> stream) {
        waiting.remove(stream);
        idle.add(stream);
        watch(stream);
    }

    private void watch(LoopSource<?> stream) {
        if (registration == null) {
            registration = stream.loop().register(current, this);
        }
        interest(waiting.isEmpty() ? Interest.HANG_UP : Interest.READ);
    }

    private void interest(Interest wanted) {
        Registration known = registration;
        if (known != null) {
            interest = wanted;
            known.interest(wanted);
        }
    }

    /** A stream has no demand any more. What it has read and not emitted is for the others. */
    void demandEnded() {
        if (recordLeft) {
            wakeOthers();
        }
    }

    private void wakeOthers() {
        for (LoopSource<?> stream : waiting) {
            stream.lookAgain();
        }
    }

    @Override
    public void onReady() {
        hadWriter = true;
        if (waiting.isEmpty()) {
            readyWithoutDemand();
            return;
        }
        List<LoopSource<?>> now = new ArrayList<>(waiting);
        Collections.rotate(now, rotation++); // or the first one would take all
        for (LoopSource<?> stream : now) {
            if (waiting.remove(stream)) { // one by one: where a subscriber throws, the others wait on
                stream.lookNow();
            }
        }
    }

    /** What is left to read would be reported for ever, and so would a hang-up. */
    private void readyWithoutDemand() {
        boolean hungUp = interest == Interest.HANG_UP;
        interest(hungUp || idle.isEmpty() ? Interest.NONE : Interest.HANG_UP);
        if (hungUp && decoder.isEmpty() && given.isOpen() && current.readableBytes() == 0) {
            endReported = true;
            List<LoopSource<?>> now = new ArrayList<>(idle);
            now.forEach(PipeInput::complete);
        }
    }

    /** Where a subscriber throws, the others learn of the end all the same. */
    private static void complete(LoopSource<?> stream) {
        try {
            stream.end(null);
        } catch (Throwable thrown) {
            Uncaught.report(thrown);
        }
    }

    /** The streams learn of a close by registrations of their own. */
    @Override
    public void onClosed(@Nullable Throwable cause) {
        registration = null;
    }

    @Override
    public String toString() {
        return "streams of " + given;
    }
}
