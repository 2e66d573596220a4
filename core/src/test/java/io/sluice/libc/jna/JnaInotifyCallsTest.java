package io.sluice.libc.jna;

import io.sluice.libc.InotifyCallsContract;

class JnaInotifyCallsTest extends InotifyCallsContract {
    JnaInotifyCallsTest() {
        super(new JnaLibcProvider());
    }
}
