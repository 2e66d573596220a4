/**
 * The native seam: families of calls with their constants and struct layouts, {@link io.sluice.libc.Libc}, which hands the
 * families out, and the providers of bindings. Imports only {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.libc;

import org.jspecify.annotations.NullMarked;
