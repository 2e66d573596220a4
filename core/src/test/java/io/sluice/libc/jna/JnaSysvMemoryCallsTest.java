package io.sluice.libc.jna;

import io.sluice.libc.SysvMemoryCallsContract;

class JnaSysvMemoryCallsTest extends SysvMemoryCallsContract {
    JnaSysvMemoryCallsTest() {
        super(new JnaLibcProvider());
    }
}
