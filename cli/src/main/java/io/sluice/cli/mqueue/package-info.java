/**
 * {@code sluice mq}: POSIX message queues. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all
 * kinds share; no other kind.
 */
@NullMarked
package io.sluice.cli.mqueue;

import org.jspecify.annotations.NullMarked;
