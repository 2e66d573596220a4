package io.sluice.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Keeps what a logger says, in place of the console. */
public final class CapturedLog extends Handler implements AutoCloseable {
    /** Kept, since the log manager has no strong reference to it. */
    private final Logger logger;

    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    /**
     * Begins to keep it, until it is closed.
     *
     * @param loggerName the name of the logger
     */
    public CapturedLog(String loggerName) {
        logger = Logger.getLogger(loggerName);
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
        return records.stream().filter(record -> message(record).contains(what)).toList();
    }

    /**
     * The message with its arguments in it.
     *
     * @param record one of the warnings
     * @return what the console would show
     */
    public static String message(LogRecord record) {
        return new SimpleFormatter().formatMessage(record);
    }
}
