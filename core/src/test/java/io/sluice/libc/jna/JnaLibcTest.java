package io.sluice.libc.jna;

import io.sluice.libc.Libc;
import io.sluice.libc.LibcContract;

class JnaLibcTest extends LibcContract {
    private final Libc libc = new JnaLibcProvider().bind();

    @Override
    protected Libc libc() {
        return libc;
    }
}
