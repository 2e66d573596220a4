package io.sluice.libc.jna;

import io.sluice.libc.SysvMessageCallsContract;

class JnaSysvMessageCallsTest extends SysvMessageCallsContract {
    JnaSysvMessageCallsTest() {
        super(new JnaLibcProvider());
    }
}
