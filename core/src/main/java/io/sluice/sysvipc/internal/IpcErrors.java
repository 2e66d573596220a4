package io.sluice.sysvipc.internal;

import io.sluice.errno.Errno;
import io.sluice.errno.ErrnoException;
import java.util.function.Supplier;

/** The sentences about keys, identifiers and permissions that are the same for each kind of System V object. */
public final class IpcErrors {
    private final String kind;
    private final String list;

    /**
     * Makes those of one kind.
     *
     * @param kind what an object is called, such as {@code queue}
     * @param list the command that shows the modes of all of them to everybody, such as {@code ipcs -q}
     */
    public IpcErrors(String kind, String list) {
        this.kind = kind;
        this.list = list;
    }

    /**
     * How a limit is raised.
     *
     * @param sysctl its name below {@code kernel}
     * @return the end of a sentence, without a full stop
     */
    public static String raise(String sysctl) {
        return "raise it as root (sysctl -w kernel." + sysctl + "=N; in a container, for its IPC namespace)";
    }

    /**
     * Whether the object was removed, as far as the error shows: during the call, or before it.
     *
     * @param errno what a call failed with whose other arguments are right
     * @return true for {@code EIDRM} and {@code EINVAL}
     */
    public static boolean isRemoved(Errno errno) {
        return errno == Errno.EIDRM || errno == Errno.EINVAL;
    }

    /**
     * What to do about an object that was removed.
     *
     * @return whole sentences
     */
    public String removed() {
        return "The " + kind + " was removed, with all that was in it. A " + kind
                + " that was created under the same key since then has another identifier: open it anew.";
    }

    /**
     * Why an object could not be found or created.
     *
     * @param call the C function
     * @param object the key
     * @param errno the error
     * @param noSpace says which limit on the number of objects is used up, as whole sentences
     * @return the exception
     */
    public ErrnoException get(String call, String object, int errno, Supplier<String> noSpace) {
        String remedy = switch (Errno.of(errno)) {
            case ENOENT ->
                "There is no " + kind + " of this key in this IPC namespace: create it, or start its owner first.";
            case EEXIST -> "A " + kind + " of this key exists already: open it, or remove it first.";
            case EACCES -> denied("open it so");
            case ENOSPC -> noSpace.get();
            case ENOMEM -> "The kernel has no memory for this " + kind + ".";
            default -> remedy(Errno.of(errno));
        };
        return new ErrnoException(call, object, errno, remedy);
    }

    /**
     * What to do where there are as many objects as there may be.
     *
     * @param sysctl the name of the limit below {@code kernel}, such as {@code msgmni}
     * @param limit its value
     * @return whole sentences
     */
    public String tooMany(String sysctl, int limit) {
        return "The number of " + kind + "s in this IPC namespace is at its limit " + sysctl + " = " + limit
                + ": remove some, or " + raise(sysctl) + ".";
    }

    /**
     * Why an object could not be asked, changed or removed.
     *
     * @param call the C function with its command, such as {@code msgctl IPC_SET}
     * @param object what it was called on
     * @param errno the error, but none of a removal
     * @return the exception
     */
    public ErrnoException control(String call, String object, int errno) {
        String remedy = switch (Errno.of(errno)) {
            case EACCES -> denied("read it");
            case EPERM -> "Only the " + kind + "'s owner, its creator and root may do this.";
            default -> remedy(Errno.of(errno));
        };
        return new ErrnoException(call, object, errno, remedy);
    }

    /**
     * What to do about the errors that each call may give.
     *
     * @param errno the error, but none of a removal
     * @return whole sentences; empty if there is nothing to add
     */
    public String remedy(Errno errno) {
        return switch (errno) {
            case EACCES -> denied("do this");
            case ENOSYS -> "This kernel was built without System V IPC (CONFIG_SYSVIPC).";
            default -> "";
        };
    }

    private String denied(String what) {
        return "The " + kind + "'s mode and owner do not let this user " + what + ": '" + list
                + "' shows them to everybody.";
    }
}
