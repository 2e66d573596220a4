package io.sluice.ffm;

import io.sluice.libc.FileCallsContract;

class FfmFileCallsTest extends FileCallsContract {
    FfmFileCallsTest() {
        super(new FfmLibcProvider());
    }
}
