/**
 * The kernel's answers as values: {@link io.sluice.errno.Errno} names a number, {@link
 * io.sluice.errno.ErrnoException} says which call failed on what and what to do about it. Imports nothing.
 */
@NullMarked
package io.sluice.errno;

import org.jspecify.annotations.NullMarked;
