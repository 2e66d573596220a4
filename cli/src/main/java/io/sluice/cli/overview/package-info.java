/**
 * All objects of this machine's IPC namespace at one moment, and who holds them and waits for them. Commands show it; it knows no
 * command and no screen. Imports {@code core}.
 */
@NullMarked
package io.sluice.cli.overview;

import org.jspecify.annotations.NullMarked;
