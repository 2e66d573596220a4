package io.sluice.trial.bytes;

import io.sluice.errno.ClosedHandleException;
import io.sluice.errno.ErrnoException;
import io.sluice.errno.MessageTooLargeException;
import java.io.UncheckedIOException;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The public methods under test, each with the exceptions that its Javadoc names. {@link DocumentedTest} compares the list
 * with the Javadoc.
 */
enum Documented {
    MQ_BUILDER("io.sluice.mqueue.PosixMessageQueue", "builder", IllegalArgumentException.class),
    MQ_OPEN("io.sluice.mqueue.PosixMessageQueue", "open", IllegalArgumentException.class, ErrnoException.class),
    MQ_UNLINK("io.sluice.mqueue.PosixMessageQueue", "unlink", IllegalArgumentException.class, ErrnoException.class),
    MQ_MAX_MESSAGES("io.sluice.mqueue.PosixMessageQueueBuilder", "maxMessages", IllegalArgumentException.class),
    MQ_MAX_MESSAGE_SIZE("io.sluice.mqueue.PosixMessageQueueBuilder", "maxMessageSize", IllegalArgumentException.class),
    MQ_MODE("io.sluice.mqueue.PosixMessageQueueBuilder", "mode", IllegalArgumentException.class),
    MQ_CREATE("io.sluice.mqueue.PosixMessageQueueBuilder", "create", ErrnoException.class),
    MQ_PERMISSIONS(
            "io.sluice.mqueue.PosixMessageQueue",
            "permissions",
            ClosedHandleException.class,
            UncheckedIOException.class),
    MQ_COST("io.sluice.mqueue.MqLimits", "cost"),
    MQ_MESSAGE("io.sluice.mqueue.MqMessage", "of", IllegalArgumentException.class),
    MQ_TRY_SEND(
            "io.sluice.mqueue.PosixMessageQueue",
            "trySend",
            IllegalArgumentException.class,
            MessageTooLargeException.class,
            ErrnoException.class),
    MQ_TRY_RECEIVE(
            "io.sluice.mqueue.PosixMessageQueue",
            "tryReceive",
            MessageTooLargeException.class,
            ReadOnlyBufferException.class,
            ErrnoException.class),
    MQ_SEND_IN_TURN(
            "io.sluice.mqueue.PosixMessageQueue", "sendInTurn", MessageTooLargeException.class, ErrnoException.class),
    SENDER_SEND("io.sluice.reactor.PosixMqSender", "send", IllegalArgumentException.class),
    SENDER_TIMEOUT("io.sluice.reactor.MqSenderOptions", "sendTimeout", IllegalArgumentException.class),
    SENDER_IN_FLIGHT("io.sluice.reactor.MqSenderOptions", "maxInFlight", IllegalArgumentException.class),
    SYSV_MESSAGE("io.sluice.sysvmsg.SysvMessage", "of", IllegalArgumentException.class),
    SYSV_ONLY("io.sluice.sysvmsg.TypeSelector", "only", IllegalArgumentException.class),
    SYSV_UP_TO("io.sluice.sysvmsg.TypeSelector", "upTo", IllegalArgumentException.class),
    SYSV_EXCEPT("io.sluice.sysvmsg.TypeSelector", "except", IllegalArgumentException.class),
    SYSV_TRY_SEND(
            "io.sluice.sysvmsg.SysvMessageQueue", "trySend", MessageTooLargeException.class, ErrnoException.class),
    SYSV_TRY_RECEIVE("io.sluice.sysvmsg.SysvMessageQueue", "tryReceive", ErrnoException.class),
    SYSV_TRUNCATED(
            "io.sluice.sysvmsg.SysvMessageQueue",
            "tryReceiveTruncated",
            IllegalArgumentException.class,
            ErrnoException.class),
    SYSV_BROWSE("io.sluice.sysvmsg.SysvMessageQueue", "browse", IllegalArgumentException.class, ErrnoException.class),
    SYSV_OPEN_BY_ID("io.sluice.sysvmsg.SysvMessageQueue", "openById", ErrnoException.class),
    SYSV_MODE("io.sluice.sysvmsg.SysvMessageQueueBuilder", "mode", IllegalArgumentException.class),
    SYSV_SETTINGS("io.sluice.sysvmsg.SysvMqSettings", "SysvMqSettings", IllegalArgumentException.class),
    SYSV_SET("io.sluice.sysvmsg.SysvMessageQueue", "set", ErrnoException.class),
    KEY_OF("io.sluice.sysvmsg.IpcKey", "of", IllegalArgumentException.class),
    KEY_OF_PATH(
            "io.sluice.sysvmsg.IpcKey",
            "ofPath",
            IllegalArgumentException.class,
            ErrnoException.class,
            UncheckedIOException.class),
    TIMER_AFTER("io.sluice.timerfd.TimerFd", "setAfter", IllegalArgumentException.class),
    TIMER_EVERY("io.sluice.timerfd.TimerFd", "setEvery", IllegalArgumentException.class),
    TIMER_SET("io.sluice.timerfd.TimerFd", "set", IllegalArgumentException.class),
    TIMER_AT("io.sluice.timerfd.TimerFd", "setAt", IllegalArgumentException.class),
    TIMER_AT_UPTIME("io.sluice.timerfd.TimerFd", "setAtUptime", IllegalArgumentException.class);

    /** So long a call that does not wait may take on a loaded machine before it counts as hanging. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final String type;
    private final String method;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<Class<? extends RuntimeException>> exceptions;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Documented(String type, String method, Class<? extends RuntimeException>... exceptions) {
        this.type = type;
        this.method = method;
        this.exceptions = List.of(exceptions);
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    List<Class<? extends RuntimeException>> exceptions() {
        return exceptions;
    }

    /** How a call ended: with a value, which may be null, or with an exception that is documented. */
    record Outcome<T>(T value, RuntimeException exception) {
        boolean failed() {
            return exception != null;
        }

        /** Whether the arguments were refused, before the kernel was asked. */
        boolean refused() {
            return exception instanceof IllegalArgumentException;
        }
    }

    /** Makes the call, and fails on an exception that its Javadoc does not name, and on one without a message. */
    <T> Outcome<T> call(Callable<T> call) {
        long begin = System.nanoTime();
        Outcome<T> outcome = outcome(call);
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
            throw new AssertionError(this + " took longer than " + LONGEST);
        }
        return outcome;
    }

    private <T> Outcome<T> outcome(Callable<T> call) {
        try {
            return new Outcome<>(call.call(), null);
        } catch (RuntimeException thrown) {
            if (exceptions.stream().noneMatch(documented -> documented.isInstance(thrown))) {
                throw new AssertionError(this + " threw what its Javadoc does not name", thrown);
            }
            if (thrown.getMessage() == null && !(thrown instanceof ReadOnlyBufferException)) {
                throw new AssertionError(this + " does not say what is wrong", thrown);
            }
            return new Outcome<>(null, thrown);
        } catch (Exception checked) {
            throw new AssertionError(this + " threw a checked exception", checked);
        }
    }
}
