/** The binding of the seam on {@code java.lang.foreign}. Imports only {@code io.sluice.libc}. */
@NullMarked
package io.sluice.ffm;

import org.jspecify.annotations.NullMarked;
