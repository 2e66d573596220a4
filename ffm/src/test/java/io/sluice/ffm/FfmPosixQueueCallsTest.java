package io.sluice.ffm;

import io.sluice.libc.PosixQueueCallsContract;

class FfmPosixQueueCallsTest extends PosixQueueCallsContract {
    FfmPosixQueueCallsTest() {
        super(new FfmLibcProvider());
    }
}
