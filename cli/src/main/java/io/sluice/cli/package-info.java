/**
 * The {@code sluice} command: each subcommand is one short reactive pipeline. Imports {@code io.sluice.reactor} and what
 * {@code core} offers to users.
 */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
