package io.sluice.ffm;

import io.sluice.libc.InotifyCallsContract;

class FfmInotifyCallsTest extends InotifyCallsContract {
    FfmInotifyCallsTest() {
        super(new FfmLibcProvider());
    }
}
