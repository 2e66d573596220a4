package io.sluice.ffm;

import io.sluice.libc.LockCallsContract;

class FfmLockCallsTest extends LockCallsContract {
    FfmLockCallsTest() {
        super(new FfmLibcProvider());
    }
}
