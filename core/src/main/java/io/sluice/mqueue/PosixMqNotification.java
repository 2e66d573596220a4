package io.sluice.mqueue;

/**
 * Why a notification registration ended. It is for one event only.
 *
 * @see "mq_notify(3)"
 */
public enum PosixMqNotification {
    /** A message came into the empty queue, and no blocked receiver took it. */
    MESSAGE_ARRIVED,
    /**
     * This process closed a descriptor of the queue. The kernel keeps one registration for each process and queue, and
     * removes it when the process closes any descriptor of that queue.
     */
    REGISTRATION_REMOVED
}
