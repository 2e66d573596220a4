/**
 * The binding of the seam on {@code java.lang.foreign}, and shared memory as segments. Imports {@code io.sluice.libc}, and for
 * the segments {@code io.sluice.mapping}.
 */
@NullMarked
package io.sluice.ffm;

import org.jspecify.annotations.NullMarked;
