/**
 * Linux inter-process communication as non-blocking descriptors.
 *
 * <p>The native seam is exported only to the other binding of it.
 */
@SuppressWarnings("module") // the other binding is not there when this module is compiled
module io.sluice.core {
    requires com.sun.jna;
    requires static transitive org.jspecify;

    exports io.sluice;
    exports io.sluice.blocking;
    exports io.sluice.codec;
    exports io.sluice.codec.struct;
    exports io.sluice.epoll;
    exports io.sluice.errno;
    exports io.sluice.fd;
    exports io.sluice.libc to
            io.sluice.ffm;
    exports io.sluice.inotify;
    exports io.sluice.lock;
    exports io.sluice.mapping;
    exports io.sluice.mapping.internal to
            io.sluice.ffm;
    exports io.sluice.mqueue;
    exports io.sluice.pipe;
    exports io.sluice.process;
    exports io.sluice.ring;
    exports io.sluice.semaphore;
    exports io.sluice.sharedmemory;
    exports io.sluice.signal;
    exports io.sluice.sysvipc;
    exports io.sluice.sysvmsg;
    exports io.sluice.timerfd;

    uses io.sluice.libc.LibcProvider;

    provides io.sluice.libc.LibcProvider with
            io.sluice.libc.jna.JnaLibcProvider;
}
