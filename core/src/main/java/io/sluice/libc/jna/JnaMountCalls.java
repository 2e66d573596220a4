package io.sluice.libc.jna;

import io.sluice.libc.MountCalls;
import io.sluice.libc.MountLayouts;

/** Mounts at no place, on JNA. */
final class JnaMountCalls implements MountCalls {
    private static final MountLayouts LAYOUTS = MountLayouts.CURRENT;

    @Override
    public int fsopen(long name, int flags) {
        return (int) SystemCalls.call(LAYOUTS.sysFsopen(), name, flags, 0, 0, 0);
    }

    @Override
    public int fsconfig(int configuration, int command, long key, long value, int auxiliary) {
        return (int) SystemCalls.call(LAYOUTS.sysFsconfig(), configuration, command, key, value, auxiliary);
    }

    @Override
    public int fsmount(int configuration, int flags, int attributes) {
        return (int) SystemCalls.call(LAYOUTS.sysFsmount(), configuration, flags, attributes, 0, 0);
    }
}
