/**
 * Memory outside the heap for the calls of one handle, and the messages that the heap had no room for. Imports {@code
 * io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.memory;

import org.jspecify.annotations.NullMarked;
