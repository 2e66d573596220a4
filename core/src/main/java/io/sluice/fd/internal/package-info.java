/**
 * File descriptors with an owner: closed exactly once, and never while another thread makes a call on them. Not exported:
 * users see a {@link io.sluice.fd.Descriptor}. Imports {@code io.sluice.fd}, {@code io.sluice.libc} and
 * {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.fd.internal;

import org.jspecify.annotations.NullMarked;
