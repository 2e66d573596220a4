/** The JNA binding of the seam, by direct mapping. Imports only {@code io.sluice.libc}. */
@NullMarked
package io.sluice.libc.jna;

import org.jspecify.annotations.NullMarked;
