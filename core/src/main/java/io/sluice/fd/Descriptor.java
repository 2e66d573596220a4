package io.sluice.fd;

/**
 * A file descriptor that has an owner, such as a queue or a timer. This view only describes the descriptor: only the owner
 * can use, change or close it.
 *
 * <pre>{@code
 * Descriptor descriptor = queue.descriptor();
 * String state = descriptor.description() + (descriptor.isOpen() ? " is open" : " is closed");
 * }</pre>
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
