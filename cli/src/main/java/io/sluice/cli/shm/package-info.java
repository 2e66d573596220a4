/**
 * {@code sluice shm}: POSIX shared memory. Imports {@code core}, and what the commands of all kinds and of all kinds of memory share;
 * no other kind.
 */
@NullMarked
package io.sluice.cli.shm;

import org.jspecify.annotations.NullMarked;
