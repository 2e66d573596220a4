package io.sluice.libc.jna;

import io.sluice.libc.ErrnoContract;

class JnaErrnoTest extends ErrnoContract {
    JnaErrnoTest() {
        super(new JnaLibcProvider());
    }
}
