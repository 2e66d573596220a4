/**
 * Semaphores of both kinds. POSIX: {@link io.sluice.semaphore.PosixSemaphore} is one with a name, made and opened by its {@link
 * io.sluice.semaphore.PosixSemaphoreBuilder builder}. C programs have them by {@code sem_open}.
 *
 * <p>No function of the C library works on their memory, since another process may cut that memory off, and a C function would
 * end the JVM then. The few steps of {@code sem_wait} and {@code sem_post} are done here, and the kernel's {@code futex} waits.
 *
 * <p>A POSIX semaphore may also live in shared memory. C programs have it by {@code sem_init}.
 *
 * <p>System V: {@link io.sluice.semaphore.SysvSemaphoreSet} is a set of semaphores under one key, on which the kernel performs
 * several operations at once, and takes them back at the end of the process where that is asked for. C programs have them by
 * {@code semget}.
 *
 * <p>Imports {@code io.sluice.mapping}, {@code io.sluice.files}, {@code io.sluice.sysvipc}, {@code io.sluice.blocking} and below, and no other kind.
 */
@NullMarked
package io.sluice.semaphore;

import org.jspecify.annotations.NullMarked;
