/** {@code sluice lock}: runs a command while a file is locked, and says who holds locks on a file. */
@NullMarked
package io.sluice.cli.lock;

import org.jspecify.annotations.NullMarked;
