package io.sluice.ffm;

import io.sluice.libc.ProcessCallsContract;

class FfmProcessCallsTest extends ProcessCallsContract {
    FfmProcessCallsTest() {
        super(new FfmLibcProvider());
    }
}
