package io.sluice.ffm;

import io.sluice.libc.LimitCallsContract;

class FfmLimitCallsTest extends LimitCallsContract {
    FfmLimitCallsTest() {
        super(new FfmLibcProvider());
    }
}
