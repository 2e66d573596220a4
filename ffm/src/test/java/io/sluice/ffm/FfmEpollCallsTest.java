package io.sluice.ffm;

import io.sluice.libc.EpollCallsContract;

class FfmEpollCallsTest extends EpollCallsContract {
    FfmEpollCallsTest() {
        super(new FfmLibcProvider());
    }
}
