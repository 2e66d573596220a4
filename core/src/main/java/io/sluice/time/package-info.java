/**
 * Spans of time in the kernel's form, and how much of one is left. Not exported. Imports {@code io.sluice.memory} and {@code
 * io.sluice.libc}.
 */
@NullMarked
package io.sluice.time;

import org.jspecify.annotations.NullMarked;
