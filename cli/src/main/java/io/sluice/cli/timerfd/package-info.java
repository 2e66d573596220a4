/**
 * {@code sluice timer}: timers. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all kinds share;
 * no other kind.
 */
@NullMarked
package io.sluice.cli.timerfd;

import org.jspecify.annotations.NullMarked;
