package io.sluice.errno;

/** The message is longer than the queue takes, or the buffer shorter than the queue's longest message; nothing was sent or received ({@code EMSGSIZE}). */
public final class MessageTooLargeException extends ErrnoException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param call the C function that was called or would have been
     * @param object what it was called on
     * @param explanation what to do about it, as whole sentences
     */
    public MessageTooLargeException(String call, String object, String explanation) {
        super(call, object, Errno.EMSGSIZE, explanation);
    }
}
