package io.sluice.libc;

/** Calls on System V message queues. Results and pointers are as {@link Libc} says. */
public interface SysvMessageCalls {
    /**
     * Finds or creates a System V message queue.
     *
     * @param key the key, or {@code IPC_PRIVATE}
     * @param flags {@code IPC_CREAT}, {@code IPC_EXCL} and permission bits
     * @return the queue's identifier, or the negated error
     * @see "msgget(2)"
     */
    int msgget(int key, int flags);

    /**
     * Sends to a System V message queue; without {@code IPC_NOWAIT} it waits for room.
     *
     * @param id the queue
     * @param message address of the message: its type as a {@code long}, then its bytes
     * @param length how many bytes there are behind the type
     * @param flags {@code IPC_NOWAIT} or 0
     * @return 0, or the negated error
     * @see "msgsnd(2)"
     */
    int msgsnd(int id, long message, long length, int flags);

    /**
     * Receives from a System V message queue; without {@code IPC_NOWAIT} it waits for a message.
     *
     * @param id the queue
     * @param message address of the buffer: for the type as a {@code long}, then for the bytes
     * @param length how many bytes there is room for behind the type
     * @param type which message to take
     * @param flags {@code IPC_NOWAIT}, {@code MSG_NOERROR}, {@code MSG_EXCEPT}, {@code MSG_COPY}
     * @return the message's length without the type, or the negated error
     * @see "msgrcv(2)"
     */
    long msgrcv(int id, long message, long length, long type, int flags);

    /**
     * Asks or changes a System V message queue, or all of them.
     *
     * @param id the queue, or what else the command asks for
     * @param command {@code IPC_STAT} and its like
     * @param buffer address of the command's struct, or 0
     * @return 0 or what the command gives, or the negated error
     * @see "msgctl(2)"
     */
    int msgctl(int id, int command, long buffer);
}
