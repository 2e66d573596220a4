package io.sluice.libc.jna;

import io.sluice.libc.ClockCallsContract;

class JnaClockCallsTest extends ClockCallsContract {
    JnaClockCallsTest() {
        super(new JnaLibcProvider());
    }
}
