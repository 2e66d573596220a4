package io.sluice.errno;

/**
 * A call to the kernel failed. The message names the call, the object it was made on, the error and what to do about
 * it; the parts can be asked for one by one.
 *
 * @see "errno(3)"
 */
public class ErrnoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The failed call. */
    private final String call;
    /** What it was made on. */
    private final String object;
    /** The raw error number. */
    private final int number;

    /**
     * Makes an exception for a failed call.
     *
     * @param call the C function, such as {@code mq_open}
     * @param object what it was called on, such as {@code /orders}
     * @param number the positive error number
     * @param explanation which limit or rule was met and what to do about it, as whole sentences; empty if there is
     *     nothing to add
     */
    public ErrnoException(String call, String object, int number, String explanation) {
        super(sentence(call, object, number, explanation));
        this.call = call;
        this.object = object;
        this.number = number;
    }

    /**
     * Makes an exception for a failed call.
     *
     * @param call the C function, such as {@code mq_open}
     * @param object what it was called on, such as {@code /orders}
     * @param errno the error
     * @param explanation which limit or rule was met and what to do about it, as whole sentences; empty if there is
     *     nothing to add
     */
    public ErrnoException(String call, String object, Errno errno, String explanation) {
        this(call, object, errno.number(), explanation);
    }

    private static String sentence(String call, String object, int number, String explanation) {
        Errno errno = Errno.of(number);
        String name = errno == Errno.UNKNOWN ? "errno " + number : errno.name();
        String head = call + "(" + object + "): " + name + ", " + errno.text() + ".";
        return explanation.isEmpty() ? head : head + " " + explanation;
    }

    /**
     * The C function that failed.
     *
     * @return its name, such as {@code mq_open}
     */
    public String call() {
        return call;
    }

    /**
     * What the call was made on.
     *
     * @return a queue's name, a path or a description
     */
    public String object() {
        return object;
    }

    /**
     * The error.
     *
     * @return the constant, {@link Errno#UNKNOWN} for a number that this library does not know
     */
    public Errno errno() {
        return Errno.of(number);
    }

    /**
     * The error as the kernel gave it.
     *
     * @return a positive number
     */
    public int errnoNumber() {
        return number;
    }
}
