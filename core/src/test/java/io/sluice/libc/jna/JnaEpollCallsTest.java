package io.sluice.libc.jna;

import io.sluice.libc.EpollCallsContract;

class JnaEpollCallsTest extends EpollCallsContract {
    JnaEpollCallsTest() {
        super(new JnaLibcProvider());
    }
}
