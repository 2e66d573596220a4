/**
 * {@code sluice map}: mapped files. Imports {@code core}, and what the commands of all kinds and of all kinds of memory share; no
 * other kind.
 */
@NullMarked
package io.sluice.cli.map;

import org.jspecify.annotations.NullMarked;
