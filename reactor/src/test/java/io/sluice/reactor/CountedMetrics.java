package io.sluice.reactor;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts all that a recorder is notified of, for all objects together. */
public final class CountedMetrics implements MetricsRecorder {
    public final List<String> objects = new CopyOnWriteArrayList<>();
    public final AtomicLong delivered = new AtomicLong();
    public final AtomicLong receivedBytes = new AtomicLong();
    public final AtomicInteger discarded = new AtomicInteger();
    public final List<String> ends = new CopyOnWriteArrayList<>();
    public final AtomicInteger waiting = new AtomicInteger();
    public final List<Long> waits = new CopyOnWriteArrayList<>();
    public final AtomicLong done = new AtomicLong();
    public final AtomicLong sentBytes = new AtomicLong();
    public final List<String> refusals = new CopyOnWriteArrayList<>();
    public final AtomicInteger cancelled = new AtomicInteger();
    public final AtomicInteger released = new AtomicInteger();

    private final ReceiveRecorder receiving = new ReceiveRecorder() {
        @Override
        public long delivering(long bytes) {
            receivedBytes.addAndGet(bytes);
            return 42;
        }

        @Override
        public void delivered(long delivering) {
            if (delivering == 42) {
                delivered.incrementAndGet();
            }
        }

        @Override
        public void discarded() {
            discarded.incrementAndGet();
        }

        @Override
        public void ended(String reason) {
            ends.add(String.valueOf(reason));
        }
    };

    private final OperationRecorder operations = new OperationRecorder() {
        @Override
        public void waiting() {
            waiting.incrementAndGet();
        }

        @Override
        public void waited(long nanos) {
            waiting.decrementAndGet();
            waits.add(nanos);
        }

        @Override
        public void done(long bytes) {
            done.incrementAndGet();
            sentBytes.addAndGet(bytes);
        }

        @Override
        public void refused(String reason) {
            refusals.add(reason);
        }

        @Override
        public void cancelled() {
            cancelled.incrementAndGet();
        }

        @Override
        public void released() {
            released.incrementAndGet();
        }
    };

    @Override
    public ReceiveRecorder receiving(MeteredObject object) {
        objects.add(object.toString());
        return receiving;
    }

    @Override
    public OperationRecorder sending(MeteredObject object) {
        objects.add(object.toString());
        return operations;
    }

    @Override
    public OperationRecorder acquiring(MeteredObject object) {
        objects.add(object.toString());
        return operations;
    }
}
