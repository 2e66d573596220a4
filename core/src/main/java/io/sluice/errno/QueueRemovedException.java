package io.sluice.errno;

/**
 * The queue was removed. No new process can reach it any more, and a queue with its name or key is another queue.
 *
 * <p>A System V queue is gone at once with its messages: the kernel reports it to a call that waited ({@code EIDRM}) and
 * to every later one ({@code EINVAL}). A POSIX queue is only unlinked, which no call on it reports: those who have it open
 * can still use it. What reports it here has the errno {@code EIDRM} as well, so that one test serves both kinds.
 */
public final class QueueRemovedException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called
     * @param object what it was called on
     * @param errno {@code EIDRM} or {@code EINVAL}
     * @param explanation what to do about it, as whole sentences
     */
    public QueueRemovedException(String call, String object, Errno errno, String explanation) {
        super(call, object, errno, explanation);
    }

    /**
     * Makes the exception for a POSIX queue whose name was unlinked.
     *
     * @param call the C function that was called or would have been
     * @param queue the queue's name
     * @return the exception, with {@code EIDRM}
     */
    public static QueueRemovedException unlinked(String call, String queue) {
        return new QueueRemovedException(
                call,
                queue,
                Errno.EIDRM,
                "The queue was unlinked, so no other process can open it any more. Open the name again for the queue that has"
                        + " it now, or state that this queue is unlinked on purpose (whenUnlinked).");
    }
}
