/**
 * A JUnit extension for tests of Linux inter-process communication: {@link io.sluice.junit.LinuxIpc} gives a test class queues,
 * semaphores, memory and other processes, and checks that it leaves nothing behind.
 *
 * <p>Imports {@code core} and JUnit, and no other module of this library.
 */
@NullMarked
package io.sluice.junit;

import org.jspecify.annotations.NullMarked;
