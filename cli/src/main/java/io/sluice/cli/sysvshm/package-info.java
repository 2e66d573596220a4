/**
 * {@code sluice sysvshm}: System V shared memory segments. Imports {@code core}, and what the commands of all kinds and of all kinds
 * of memory share; no other kind.
 */
@NullMarked
package io.sluice.cli.sysvshm;

import org.jspecify.annotations.NullMarked;
