package io.sluice.epoll;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sluice.libc.EpollConstants;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** An entry is gone from epoll before its descriptor is closed, whatever the loop does with it at that moment. */
public class EpollEntryStress {
    private static final int READ = EpollConstants.EPOLLIN;
    private static final int READ_AND_WRITE = EpollConstants.EPOLLIN | EpollConstants.EPOLLOUT;
    private static final long TOKEN = 1;

    private EpollEntryStress() {}

    /** What is left behind a close. */
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the entry went before the descriptor was closed, or never came")
    @Outcome(id = "1, .*", expect = FORBIDDEN, desc = "the entry outlives its descriptor: epoll reports it for ever")
    @Outcome(id = "0, .*", expect = FORBIDDEN, desc = "a call behind the close, perhaps on the number of another file")
    static final class NothingLeft {
        private NothingLeft() {}
    }

    /** One entry, and the close of its descriptor. */
    static class Entry {
        final EntryTable table = new EntryTable();
        final EpollInstance epoll = table.instance();
        final EpollEntry entry = new EpollEntry(epoll, EntryTable.WATCHED);

        /** As a descriptor does: its hooks come first. */
        void closeDescriptor() {
            entry.end();
            table.close();
        }

        void count(II_Result result) {
            result.r1 = table.entries();
            result.r2 = table.lateCalls();
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLeft.class)
    @Description("A descriptor is added while it is closed: entries left, calls behind the close.")
    @State
    public static class AddAndClose extends Entry {
        @Actor
        public void add() {
            entry.set(READ, TOKEN);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Arbiter
        public void look(II_Result result) {
            count(result);
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLeft.class)
    @Description("The events of an entry change while its descriptor is closed: entries left, calls behind the close.")
    @State
    public static class ChangeAndClose extends Entry {
        public ChangeAndClose() {
            entry.set(READ, TOKEN);
        }

        @Actor
        public void change() {
            entry.set(READ_AND_WRITE, TOKEN);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Arbiter
        public void look(II_Result result) {
            count(result);
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLeft.class)
    @Description(
            "The last registration is cancelled while the descriptor is closed: entries left, calls behind the close.")
    @State
    public static class RemoveAndClose extends Entry {
        public RemoveAndClose() {
            entry.set(READ, TOKEN);
        }

        @Actor
        public void remove() {
            entry.remove();
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Arbiter
        public void look(II_Result result) {
            count(result);
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLeft.class)
    @Description(
            "An entry is removed and added again while its descriptor is closed: entries left, calls behind the close.")
    @State
    public static class AddAgainAndClose extends Entry {
        public AddAgainAndClose() {
            entry.set(READ, TOKEN);
        }

        @Actor
        public void addAgain() {
            entry.remove();
            entry.set(READ, TOKEN);
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Arbiter
        public void look(II_Result result) {
            count(result);
        }
    }

    @JCStressTest
    @JCStressMeta(NothingLeft.class)
    @Description(
            "The loop goes on with a new epoll instance while the descriptor is closed: entries left there, calls behind"
                    + " the close.")
    @State
    public static class RenewAndClose extends Entry {
        public RenewAndClose() {
            entry.set(READ, TOKEN);
        }

        @Actor
        public void renew() {
            if (epoll.renew()) {
                entry.renew(TOKEN);
            }
        }

        @Actor
        public void close() {
            closeDescriptor();
        }

        @Arbiter
        public void look(II_Result result) {
            count(result);
        }
    }
}
