package io.sluice.mqueue;

/**
 * How a handle of a queue came about.
 *
 * @param name of the queue, with its slash
 * @param access what it was opened for
 * @param created whether there was no such queue before
 * @param whenUnlinked what becomes of streams and sends once the queue is unlinked
 * @param shared whether another process has the same open file, whose {@code O_NONBLOCK} must stay as it is
 */
record HowOpened(String name, PosixAccess access, boolean created, WhenUnlinked whenUnlinked, boolean shared) {}
