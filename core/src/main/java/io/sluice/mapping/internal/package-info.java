/**
 * What a mapping is for the kinds that make it, and for those that make system calls on it. Not exported. Imports {@code
 * io.sluice.blocking} and {@code io.sluice.fd.internal} and below.
 */
@NullMarked
package io.sluice.mapping.internal;

import org.jspecify.annotations.NullMarked;
