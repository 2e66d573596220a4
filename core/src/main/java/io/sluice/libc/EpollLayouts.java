package io.sluice.libc;

/**
 * Sizes and offsets in bytes of the struct of {@link EpollCalls}.
 *
 * @param epollEventSize size of {@code struct epoll_event}, which is packed on x86-64 only
 * @param epollEventDataOffset offset of its {@code data}
 */
public record EpollLayouts(int epollEventSize, int epollEventDataOffset) {
    /** The layouts of the machine this JVM runs on. */
    public static final EpollLayouts CURRENT = of(Abi.current());

    /** Offset of {@code events} in {@code struct epoll_event}. */
    public static final int EPOLL_EVENT_EVENTS = 0;

    /**
     * The layouts of one architecture.
     *
     * @param abi the architecture
     * @return its layouts
     */
    public static EpollLayouts of(Abi abi) {
        return switch (abi) {
            case X86_64 -> new EpollLayouts(12, 4);
            case AARCH64 -> new EpollLayouts(16, 8);
        };
    }
}
