/**
 * File descriptors with an owner: closed exactly once, and never under somebody who is inside a call on them. Imports
 * {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.fd;

import org.jspecify.annotations.NullMarked;
