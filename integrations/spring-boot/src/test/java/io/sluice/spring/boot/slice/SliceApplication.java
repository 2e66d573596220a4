package io.sluice.spring.boot.slice;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose component a test of queues does not want. */
@SpringBootApplication
class SliceApplication {}
