package io.sluice.libc.jna;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcErrnoContract;

class JnaLibcErrnoTest extends LibcErrnoContract {
    private final Libc libc = new JnaLibcProvider().bind();

    @Override
    protected Libc libc() {
        return libc;
    }
}
