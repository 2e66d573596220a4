/**
 * What the kinds of System V IPC share and users do not see: the struct that says who owns an object, the kernel's
 * table of objects, and the errors about keys and identifiers. Not exported. Imports {@code io.sluice.sysvipc}, {@code
 * io.sluice.memory}, {@code io.sluice.libc} and {@code io.sluice.errno}.
 */
@NullMarked
package io.sluice.sysvipc.internal;

import org.jspecify.annotations.NullMarked;
