/**
 * POSIX semaphores: {@link io.sluice.semaphore.PosixSemaphore} is one with a name, made and opened by its {@link
 * io.sluice.semaphore.PosixSemaphoreBuilder builder}. C programs have them by {@code sem_open}.
 *
 * <p>No function of the C library works on their memory, since another process may cut that memory off, and a C function would
 * end the JVM then. The few steps of {@code sem_wait} and {@code sem_post} are done here, and the kernel's {@code futex} waits.
 *
 * <p>Imports {@code io.sluice.files}, {@code io.sluice.blocking} and below, and no other kind.
 */
@NullMarked
package io.sluice.semaphore;

import org.jspecify.annotations.NullMarked;
