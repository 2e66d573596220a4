/**
 * The one seam to native code: {@link io.sluice.libc.Libc} with its providers, the constants and the struct layouts.
 * Imports only {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.libc;

import org.jspecify.annotations.NullMarked;
