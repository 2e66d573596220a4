/**
 * The {@code sluice} command. This package has the entry point, which imports each kind of command; no other package of
 * the command line imports this one. {@code command}, {@code option} and {@code message} hold what the kinds share.
 */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
