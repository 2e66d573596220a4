package io.sluice.libc.jna;

import io.sluice.libc.LimitCallsContract;

class JnaLimitCallsTest extends LimitCallsContract {
    JnaLimitCallsTest() {
        super(new JnaLibcProvider());
    }
}
