package io.sluice.mqueue;

/**
 * The attributes of a queue, as they were when asked.
 *
 * <pre>{@code
 * PosixMqAttributes now = queue.attributes();
 * System.out.println(now.currentMessages() + " of " + now.maxMessages());
 * }</pre>
 *
 * @param maxMessages how many messages it holds at the most ({@code mq_maxmsg})
 * @param maxMessageSize how many bytes a message has at the most ({@code mq_msgsize})
 * @param currentMessages how many messages it held ({@code mq_curmsgs})
 * @param nonBlocking whether the descriptor asked is non-blocking ({@code O_NONBLOCK} in {@code mq_flags})
 * @see "mq_getattr(3)"
 */
public record PosixMqAttributes(int maxMessages, int maxMessageSize, int currentMessages, boolean nonBlocking) {}
