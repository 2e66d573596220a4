/**
 * What the kinds of System V IPC share: keys. Imports {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.sysvipc;

import org.jspecify.annotations.NullMarked;
