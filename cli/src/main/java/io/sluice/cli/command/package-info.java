/**
 * What every command needs to run and to end: standard output, the exit status, errors on one line, and the end by a
 * signal. Imports {@code io.sluice.reactor} and {@code core}, and no other package of the command line.
 */
@NullMarked
package io.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
