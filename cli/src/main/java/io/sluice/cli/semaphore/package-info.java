/**
 * {@code sluice semaphore}: POSIX semaphores. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all kinds
 * share; no other kind.
 */
@NullMarked
package io.sluice.cli.semaphore;

import org.jspecify.annotations.NullMarked;
