/**
 * What the kinds of System V IPC share: keys, and who owns an object. Imports {@code io.sluice.libc} and {@code
 * io.sluice.errno}.
 */
@NullMarked
package io.sluice.sysvipc;

import org.jspecify.annotations.NullMarked;
