package io.sluice.libc;

/** Calls on POSIX message queues. Results and pointers are as {@link Libc} says. */
public interface PosixQueueCalls {
    /**
     * Opens or creates a POSIX message queue.
     *
     * @param name the name with its slash
     * @param flags {@code O_*}
     * @param mode permission bits for a new queue
     * @param attributes address of a {@code struct mq_attr}, or 0 for the system's defaults
     * @return a descriptor, or the negated error
     * @see "mq_open(3)"
     */
    int mqOpen(String name, int flags, int mode, long attributes);

    /**
     * Removes the name of a POSIX message queue.
     *
     * @param name the name with its slash
     * @return 0, or the negated error
     * @see "mq_unlink(3)"
     */
    int mqUnlink(String name);

    /**
     * Reads the attributes of a POSIX message queue.
     *
     * @param mqd the queue
     * @param attributes address of a {@code struct mq_attr} to fill
     * @return 0, or the negated error
     * @see "mq_getattr(3)"
     */
    int mqGetattr(int mqd, long attributes);

    /**
     * Sends to a POSIX message queue; on a blocking descriptor it waits for room. A binding calls the kernel itself: the C
     * library's function is a point of cancellation, which costs two atomic operations for each message in a process of
     * many threads, and no thread of a JVM is ever cancelled in that way.
     *
     * @param mqd the queue
     * @param bytes address of the message
     * @param length its length in bytes
     * @param priority 0 to 32,767
     * @param deadline address of a {@code struct timespec} on CLOCK_REALTIME, or 0 for none
     * @return 0, or the negated error
     * @see "mq_timedsend(3)"
     */
    int mqTimedsend(int mqd, long bytes, long length, int priority, long deadline);

    /**
     * Receives from a POSIX message queue; on a blocking descriptor it waits for a message. A binding calls the kernel
     * itself, as for {@link #mqTimedsend}.
     *
     * @param mqd the queue
     * @param buffer address of the buffer
     * @param length its length in bytes, at least the queue's {@code mq_msgsize}
     * @param priority address of an {@code unsigned int} to fill, or 0
     * @param deadline address of a {@code struct timespec} on CLOCK_REALTIME, or 0 for none
     * @return the message's length, or the negated error
     * @see "mq_timedreceive(3)"
     */
    long mqTimedreceive(int mqd, long buffer, long length, long priority, long deadline);

    /**
     * Registers for the notification of a POSIX message queue, or deregisters. This is the kernel's call and not the C
     * library's function of this name, which would start a thread of its own.
     *
     * @param mqd the queue
     * @param event address of a {@code struct sigevent}, or 0 to deregister
     * @return 0, or the negated error
     * @see "mq_notify(3)"
     */
    int mqNotify(int mqd, long event);
}
