package io.sluice.libc;

/** The constants of {@link MemoryCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class MemoryConstants {
    /** Memory may be read. */
    public static final int PROT_READ = 1;
    /** Memory may be written. */
    public static final int PROT_WRITE = 2;
    /** Memory may be executed. */
    public static final int PROT_EXEC = 4;
    /** A mapping whose bytes are those of the file, for all who map it. */
    public static final int MAP_SHARED = 1;
    /** A mapping of this process alone. */
    public static final int MAP_PRIVATE = 2;
    /** Write back, and wait for that. */
    public static final int MS_SYNC = 4;
    /** Close at exec. */
    public static final int MFD_CLOEXEC = 1;
    /** Seals may be set. */
    public static final int MFD_ALLOW_SEALING = 2;
    /** A mapping of no file. */
    public static final int MAP_ANONYMOUS = 0x20;

    private MemoryConstants() {}
}
