/**
 * The exit of processes: {@link io.sluice.process.WatchedProcess} is a process by its descriptor, {@link
 * io.sluice.process.ExitStatus} is how it ended. Imports {@code io.sluice.fd} and below, and no other kind.
 */
@NullMarked
package io.sluice.process;

import org.jspecify.annotations.NullMarked;
