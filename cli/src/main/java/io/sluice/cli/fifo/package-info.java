/**
 * {@code sluice fifo}: FIFOs. Imports {@code io.sluice.reactor}, {@code core}, and what the commands of all kinds share; no
 * other kind.
 */
@NullMarked
package io.sluice.cli.fifo;

import org.jspecify.annotations.NullMarked;
