package io.sluice.libc.jna;

import io.sluice.libc.SocketCallsContract;

class JnaSocketCallsTest extends SocketCallsContract {
    JnaSocketCallsTest() {
        super(new JnaLibcProvider());
    }
}
