package io.sluice.libc.jna;

import io.sluice.libc.FileCallsContract;

class JnaFileCallsTest extends FileCallsContract {
    JnaFileCallsTest() {
        super(new JnaLibcProvider());
    }
}
