package io.sluice.mqueue;

/**
 * Why a notification registration ended. It is for one event only.
 *
 * @see "mq_notify(3)"
 */
public enum PosixMqNotification {
    /** A message came into the empty queue, and nobody was blocked in a receive to take it. */
    MESSAGE_ARRIVED,
    /**
     * This process closed a descriptor of the queue, be it another one than that of the registration: the kernel keeps one
     * registration for each process and queue, and removes it with the first descriptor that goes.
     */
    REGISTRATION_REMOVED
}
