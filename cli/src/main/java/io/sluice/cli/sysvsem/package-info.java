/**
 * {@code sluice sysvsem}: System V semaphore sets. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all
 * kinds share; no other kind.
 */
@NullMarked
package io.sluice.cli.sysvsem;

import org.jspecify.annotations.NullMarked;
