package io.sluice.libc;

/** The constants of {@link InotifyCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class InotifyConstants {
    /** Never wait. */
    public static final int IN_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int IN_CLOEXEC = 0x80000;

    /** A file that was open for writing was closed. */
    public static final int IN_CLOSE_WRITE = 0x8;
    /** Owner, mode, times or the number of links have changed. */
    public static final int IN_ATTRIB = 0x4;
    /** A file was moved away from the watched folder. */
    public static final int IN_MOVED_FROM = 0x40;
    /** A file was moved to the watched folder. */
    public static final int IN_MOVED_TO = 0x80;
    /** A file was created in the watched folder. */
    public static final int IN_CREATE = 0x100;
    /** A file was removed from the watched folder. */
    public static final int IN_DELETE = 0x200;
    /** The watched file itself was deleted: its last name is gone, and so is its last descriptor. */
    public static final int IN_DELETE_SELF = 0x400;
    /** The watched file itself was moved. */
    public static final int IN_MOVE_SELF = 0x800;

    /** The file system was unmounted; always reported. */
    public static final int IN_UNMOUNT = 0x2000;
    /** Events were lost, since nobody read them; always reported, for watch -1. */
    public static final int IN_Q_OVERFLOW = 0x4000;
    /** The watch has ended; always reported. */
    public static final int IN_IGNORED = 0x8000;
    /** The file is a folder; part of an event. */
    public static final int IN_ISDIR = 0x40000000;
    /** Watch folders only. */
    public static final int IN_ONLYDIR = 0x1000000;
    /** Add to the events of an existing watch instead of replacing them. */
    public static final int IN_MASK_ADD = 0x20000000;

    private InotifyConstants() {}
}
