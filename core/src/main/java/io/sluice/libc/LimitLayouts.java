package io.sluice.libc;

/** Sizes and offsets in bytes of the structs of {@link LimitCalls}; the same on x86-64 and on aarch64. */
public final class LimitLayouts {
    /** Size of {@code struct rlimit}. */
    public static final int RLIMIT_SIZE = 16;
    /** Offset of {@code rlim_cur}. */
    public static final int RLIMIT_CUR = 0;

    private LimitLayouts() {}
}
