/**
 * {@code sluice process}: the exit of processes. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of
 * all kinds share; no other kind.
 */
@NullMarked
package io.sluice.cli.process;

import org.jspecify.annotations.NullMarked;
