package io.sluice.fd;

/**
 * What may be known of a file descriptor that has an owner. It gives no way to use, change or close the descriptor: only
 * its owner, such as a queue or a timer, does that.
 *
 * <p>This library makes all descriptors. An event loop refuses any other implementation of this interface. A descriptor
 * of other native code becomes one by {@code io.sluice.epoll.AdoptedDescriptor}.
 *
 * <p>May be used from any thread.
 */
public interface Descriptor {
    /**
     * Whether the owner has not closed it yet.
     *
     * @return true while open
     */
    boolean isOpen();

    /**
     * What it is, such as the name of a queue.
     *
     * @return a text for messages
     */
    String description();
}
