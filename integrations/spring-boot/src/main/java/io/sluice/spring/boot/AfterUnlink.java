package io.sluice.spring.boot;

import io.sluice.mqueue.WhenUnlinked;

/** What becomes of streams and sends when the name of their queue is unlinked. */
enum AfterUnlink {
    /** They go on with the queue that gets the name next, and wait for it where there is none. */
    REOPEN,
    /** They take what is left, and fail. */
    FAIL,
    /** They go on with the queue that has no name any more. */
    GO_ON;

    /** What a handle does. One that is opened anew by name does not come here. */
    WhenUnlinked ofHandle() {
        return this == GO_ON ? WhenUnlinked.GO_ON : WhenUnlinked.FAIL;
    }
}
