package io.sluice.spring.boot;

import io.sluice.Sluice;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;

/**
 * What ends with an application that is deployed to a web server of its own: the parts that all users of the library share, such as
 * the waiting threads. The server would keep them, and with them the class loader of each deployment.
 */
final class SharedParts implements DisposableBean {
    private final ApplicationContext context;

    SharedParts(ApplicationContext context) {
        this.context = context;
    }

    /** Where the server has loaded the library, other applications use the same parts: they stay. */
    @Override
    @SuppressWarnings("ReferenceEquality") // a class loader is equal to itself alone
    public void destroy() {
        if (Sluice.class.getClassLoader() == context.getClassLoader()) {
            Sluice.shutdown();
        }
    }
}
