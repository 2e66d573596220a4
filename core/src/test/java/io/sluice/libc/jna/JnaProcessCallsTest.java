package io.sluice.libc.jna;

import io.sluice.libc.ProcessCallsContract;

class JnaProcessCallsTest extends ProcessCallsContract {
    JnaProcessCallsTest() {
        super(new JnaLibcProvider());
    }
}
