package io.sluice.errno;

/**
 * A queue was to be opened or created, it exists already, and its size or mode is not what was asked for
 * ({@code EEXIST}). Nothing was changed, and the queue is not open.
 */
public final class QueueShapeException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /** What was asked for. */
    private final String asked;
    /** What is there. */
    private final String found;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param asked the settings that were asked for, such as {@code max messages 10, mode 0660}
     * @param found the same settings of the queue that exists
     * @param explanation what to do about it, as whole sentences
     */
    public QueueShapeException(String call, String object, String asked, String found, String explanation) {
        super(call, object, Errno.EEXIST, "Asked for: " + asked + ". Found: " + found + ". " + explanation);
        this.asked = asked;
        this.found = found;
    }

    /**
     * The settings that were asked for.
     *
     * @return such as {@code max messages 10, mode 0660}
     */
    public String asked() {
        return asked;
    }

    /**
     * The settings of the queue that exists.
     *
     * @return such as {@code max messages 2, mode 0600}
     */
    public String found() {
        return found;
    }
}
