package io.sluice.cli.web;

import io.sluice.cli.command.AllowedAccess;
import io.sluice.cli.overview.ObjectKind;
import io.sluice.mqueue.PosixAccess;
import io.sluice.mqueue.PosixMessageQueue;
import io.sluice.semaphore.PosixSemaphore;
import io.sluice.semaphore.SysvSemaphoreSet;
import io.sluice.sharedmemory.SharedMemory;
import io.sluice.sharedmemory.SysvSharedMemory;
import io.sluice.sysvmsg.SysvAccess;
import io.sluice.sysvmsg.SysvMessageQueue;
import io.sluice.sysvmsg.TypeSelector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a page asks to be done to an object.
 *
 * @param verb what
 * @param kind the kind of the object
 * @param name its name, or the identifier of a System V object, which the kernel does not soon give again
 */
record ObjectAction(Verb verb, ObjectKind kind, String name) {
    /** What can be done. */
    enum Verb {
        REMOVE,
        EMPTY
    }

    /** The name of its requests, before the verb. */
    static final String PATH = "actions/";

    /** The name as Base64 of UTF-8: a path has only ASCII, and a name may have a slash's escape or a line feed in it. */
    private static final Pattern REQUEST = Pattern.compile(PATH + "(remove|empty)/([a-z]+)/([A-Za-z0-9_-]{1,400})");

    /** Null if the path is not that of an action. */
    static @Nullable ObjectAction of(String path) {
        Matcher request = REQUEST.matcher(path);
        if (!request.matches()) {
            return null;
        }
        Verb verb = Verb.valueOf(request.group(1).toUpperCase(Locale.ROOT));
        String name;
        try {
            name = new String(Base64.getUrlDecoder().decode(request.group(3)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
        return Arrays.stream(ObjectKind.values())
                .filter(kind -> kind.label().equals(request.group(2)) && isPossible(verb, kind, name))
                .findAny()
                .map(kind -> new ObjectAction(verb, kind, name))
                .orElse(null);
    }

    private static boolean isPossible(Verb verb, ObjectKind kind, String name) {
        return switch (kind) {
            case POSIX_QUEUE -> true;
            case SYSV_QUEUE -> SysvIdentifier.parsed(name).isPresent();
            case POSIX_SEMAPHORE, POSIX_MEMORY -> verb == Verb.REMOVE;
            case SYSV_SEMAPHORES, SYSV_MEMORY ->
                verb == Verb.REMOVE && SysvIdentifier.parsed(name).isPresent();
            case FIFO -> false;
        };
    }

    /**
     * Does it. May block for a moment.
     *
     * @return what was done, in words
     */
    String run() {
        if (verb == Verb.EMPTY) {
            return messages(kind == ObjectKind.POSIX_QUEUE ? emptiedPosixQueue() : emptiedSysvQueue());
        }
        switch (kind) {
            case POSIX_QUEUE -> PosixMessageQueue.unlink(name);
            case SYSV_QUEUE -> removeSysvQueue();
            case POSIX_SEMAPHORE -> PosixSemaphore.unlink(name);
            case SYSV_SEMAPHORES -> {
                try (SysvSemaphoreSet set = SysvSemaphoreSet.openById(id())) {
                    set.remove();
                }
            }
            case POSIX_MEMORY -> SharedMemory.unlink(name);
            case SYSV_MEMORY -> SysvSharedMemory.openById(id()).remove();
            case FIFO -> throw new IllegalStateException("no page can ask for this");
        }
        return "removed";
    }

    /** What it is about: {@code remove sysv 5}. */
    String text() {
        return verb.name().toLowerCase(Locale.ROOT) + " " + kind.label() + " " + name;
    }

    private int id() {
        return SysvIdentifier.parsed(name).orElseThrow();
    }

    /** The owner may remove it whatever its mode. */
    private void removeSysvQueue() {
        try (SysvMessageQueue queue = AllowedAccess.open(
                access -> SysvMessageQueue.openById(id(), access), SysvAccess.WRITE, SysvAccess.READ)) {
            queue.remove();
        }
    }

    private long emptiedPosixQueue() {
        try (PosixMessageQueue queue = PosixMessageQueue.open(name, PosixAccess.READ)) {
            return taken(queue.attributes().currentMessages(), () -> queue.tryReceive() != null);
        }
    }

    private long emptiedSysvQueue() {
        try (SysvMessageQueue queue = SysvMessageQueue.openById(id(), SysvAccess.READ)) {
            return taken(queue.status().messages(), () -> queue.tryReceive(TypeSelector.any()) != null);
        }
    }

    /** No more than there were at first: a fast sender would keep it going for ever. */
    private static long taken(long most, BooleanSupplier takesOne) {
        long taken = 0;
        while (taken < most && takesOne.getAsBoolean()) {
            taken++;
        }
        return taken;
    }

    private static String messages(long taken) {
        return taken == 1 ? "1 message thrown away" : taken + " messages thrown away";
    }
}
