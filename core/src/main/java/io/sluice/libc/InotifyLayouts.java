package io.sluice.libc;

/** Size and offsets in bytes of {@code struct inotify_event}, which the name of a file follows. */
public final class InotifyLayouts {
    /** Size without the name. */
    public static final int INOTIFY_EVENT_SIZE = 16;
    /** Offset of {@code wd}, 32 bits. */
    public static final int INOTIFY_EVENT_WD = 0;
    /** Offset of {@code mask}, 32 bits. */
    public static final int INOTIFY_EVENT_MASK = 4;
    /** Offset of {@code len}, 32 bits: how many bytes of name follow, with their padding. */
    public static final int INOTIFY_EVENT_LEN = 12;

    private InotifyLayouts() {}
}
