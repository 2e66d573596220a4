/**
 * Memory that other processes see as well: {@link io.sluice.mapping.MappedMemory}. The kinds of shared memory and mapped files
 * make it. Imports {@code io.sluice.blocking} and {@code io.sluice.mapping.internal} and below, and no kind.
 */
@NullMarked
package io.sluice.mapping;

import org.jspecify.annotations.NullMarked;
