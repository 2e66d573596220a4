package io.sluice.ffm;

import io.sluice.libc.ClockCallsContract;

class FfmClockCallsTest extends ClockCallsContract {
    FfmClockCallsTest() {
        super(new FfmLibcProvider());
    }
}
