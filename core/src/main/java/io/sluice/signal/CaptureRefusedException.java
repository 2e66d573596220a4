package io.sluice.signal;

import org.jspecify.annotations.Nullable;

/** A signal cannot be caught in this JVM. The message has the reason and, where there is one, the remedy. */
public final class CaptureRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Its number. */
    private final int number;

    /**
     * Makes the exception.
     *
     * @param signal the signal
     * @param reason why, and what to do, as whole sentences
     * @param cause what the kernel said, or null
     */
    public CaptureRefusedException(Signal signal, String reason, @Nullable Throwable cause) {
        super(signal.name() + " cannot be caught in this JVM. " + reason, cause);
        number = signal.number();
    }

    /**
     * The signal.
     *
     * @return the signal that is refused
     */
    public Signal signal() {
        return Signal.of(number);
    }
}
