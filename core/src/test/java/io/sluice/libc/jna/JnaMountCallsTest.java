package io.sluice.libc.jna;

import io.sluice.libc.MountCallsContract;

class JnaMountCallsTest extends MountCallsContract {
    JnaMountCallsTest() {
        super(new JnaLibcProvider());
    }
}
