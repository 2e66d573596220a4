/**
 * Locks on files: {@link io.sluice.lock.LockFile} is an opened file that processes lock, on ranges of bytes ({@link
 * io.sluice.lock.LockKind#OFD}) or as a whole ({@link io.sluice.lock.LockKind#FLOCK}). C programs have the same locks by {@code
 * fcntl} and {@code flock}, and shell scripts by the command {@code flock}.
 *
 * <p>Imports {@code io.sluice.files}, {@code io.sluice.blocking} and below, and no other kind.
 */
@NullMarked
package io.sluice.lock;

import org.jspecify.annotations.NullMarked;
