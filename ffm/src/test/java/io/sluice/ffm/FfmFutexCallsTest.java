package io.sluice.ffm;

import io.sluice.libc.FutexCallsContract;

class FfmFutexCallsTest extends FutexCallsContract {
    FfmFutexCallsTest() {
        super(new FfmLibcProvider());
    }
}
