package io.sluice.libc;

/** Calls on processes by a descriptor. Results and pointers are as {@link Libc} says. */
public interface ProcessCalls {
    /**
     * Opens a descriptor of a process, which refers to that process alone, also when its id is given to another one.
     *
     * @param pid the id of the process
     * @param flags 0, or {@code PIDFD_NONBLOCK}
     * @return a descriptor that is closed at exec, or the negated error
     * @see "pidfd_open(2)"
     */
    int pidfdOpen(int pid, int flags);

    /**
     * Sends a signal to the process of a descriptor.
     *
     * @param pidfd the descriptor
     * @param signal the signal, or 0 to only ask whether it could be sent
     * @param info address of a {@code siginfo_t}, or 0 for what {@code kill} sends
     * @param flags 0
     * @return 0, or the negated error
     * @see "pidfd_send_signal(2)"
     */
    int pidfdSendSignal(int pidfd, int signal, long info, int flags);

    /**
     * Reads what the kernel knows of a process: {@code ioctl(pidfd, PIDFD_GET_INFO, info)}.
     *
     * @param pidfd the descriptor
     * @param info address of a {@code struct pidfd_info} whose mask says what is wanted; the kernel replaces the mask with
     *     what it knows, and fills the fields
     * @return 0, or the negated error
     * @see "pidfd_open(2)"
     * @see "PIDFD_GET_INFO(2const)"
     */
    int pidfdGetInfo(int pidfd, long info);
}
