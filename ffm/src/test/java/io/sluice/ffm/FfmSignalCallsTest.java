package io.sluice.ffm;

import io.sluice.libc.SignalCallsContract;

class FfmSignalCallsTest extends SignalCallsContract {
    FfmSignalCallsTest() {
        super(new FfmLibcProvider());
    }
}
