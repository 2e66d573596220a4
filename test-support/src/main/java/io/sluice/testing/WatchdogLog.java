package io.sluice.testing;

import io.sluice.epoll.EventLoop;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the watchdog of the event loops says, in place of the console. */
public final class WatchdogLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger(EventLoop.class.getName());
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    /** Begins to keep it, until it is closed. */
    public WatchdogLog() {
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }

    /**
     * The warnings that speak of something.
     *
     * @param what part of the message
     * @return the warnings, the oldest first
     */
    public List<LogRecord> about(String what) {
        return records.stream()
                .filter(record -> record.getMessage().contains(what))
                .toList();
    }
}
