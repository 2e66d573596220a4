package io.sluice.libc;

/** The constants of {@link SocketCalls}, under their C names; the same on x86-64 and on aarch64. */
public final class SocketConstants {
    /** Talk with the kernel by datagrams. */
    public static final int AF_NETLINK = 16;
    /** Datagrams as they are. */
    public static final int SOCK_RAW = 3;
    /** Never wait. */
    public static final int SOCK_NONBLOCK = 0x800;
    /** Close at exec. */
    public static final int SOCK_CLOEXEC = 0x80000;
    /** Netlink's first family, which every kernel with a network has. */
    public static final int NETLINK_ROUTE = 0;

    private SocketConstants() {}
}
