package io.sluice.junit;

import java.lang.reflect.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What {@link LinuxIpc} does. Test classes name that annotation; this class is for an annotation of one's own that combines
 * several extensions.
 *
 * <pre>{@code
 * Class<?> extension = SluiceExtension.class; // @ExtendWith(SluiceExtension.class)
 * }</pre>
 *
 * <p>What it gives and checks belongs to the context of the test or class, so nested classes and tests that run in parallel do not
 * meet.
 */
public final class SluiceExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                BeforeEachCallback,
                ParameterResolver,
                TestInstancePreConstructCallback,
                TestInstancePostProcessor {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SluiceExtension.class);

    /** Created by JUnit. */
    public SluiceExtension() {}

    /** That of the test method where there is one: what a constructor gets belongs to the test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String system = System.getProperty("os.name", "");
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return ConditionEvaluationResult.disabled(
                    "Linux inter-process communication is tested on Linux only, and this is " + system
                            + ": run the tests in a container");
        }
        Requirements requirements = TestSession.of(context).requirements();
        String missing = context.getTestMethod()
                .map(requirements::missingFor)
                .or(() -> context.getTestClass().map(requirements::missingFor))
                .orElse("");
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("nothing is missing")
                : ConditionEvaluationResult.disabled(missing);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        watch(context);
        inject(context, null);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factoryContext, ExtensionContext context) {
        watch(context);
    }

    @Override
    public void postProcessTestInstance(Object testInstance, ExtensionContext context) {
        inject(context, testInstance);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        watch(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        return ObjectKinds.isOurs(parameterContext.getParameter().getType(), parameterContext.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        return ObjectKinds.create(
                new Wanted(
                        parameterContext.getDeclaringExecutable().getDeclaringClass(),
                        parameterContext.getParameter().getType(),
                        parameterContext.getParameter(),
                        TestSession.of(context)),
                scope(context));
    }

    /** Sets the static fields where there is no instance, and the others where there is one. */
    private static void inject(ExtensionContext context, @Nullable Object instance) {
        Class<?> test = instance == null ? context.getRequiredTestClass() : instance.getClass();
        for (Field field :
                ReflectionSupport.findFields(test, ObjectKinds::isAskedFor, HierarchyTraversalMode.TOP_DOWN)) {
            if (ModifierSupport.isStatic(field) == (instance == null)) {
                Wanted wanted = new Wanted(field.getDeclaringClass(), field.getType(), field, TestSession.of(context));
                try {
                    field.setAccessible(true);
                    field.set(instance, ObjectKinds.create(wanted, scope(context)));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("cannot set " + field + ", which must not be final", e);
                }
            }
        }
    }

    /** The scope of this very context: a store finds those of its parents, too. */
    private static IpcScope scope(ExtensionContext context) {
        watch(context); // before the scope, so that the scope is closed first
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        String key = "scope of " + context.getUniqueId();
        ScopeEnd end = store.get(key, ScopeEnd.class);
        if (end == null) {
            end = new ScopeEnd(new IpcScope());
            store.put(key, end);
        }
        return end.scope();
    }

    private static void watch(ExtensionContext context) {
        LeakCheck when = leakCheck(context);
        boolean ofTest = context.getTestMethod().isPresent();
        if (when == LeakCheck.NEVER || (when == LeakCheck.AFTER_CLASS && ofTest)) {
            return;
        }
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        String key = "watch of " + context.getUniqueId();
        if (store.get(key) == null) {
            store.put(key, LeakWatch.begin(TestSession.of(context).handles(), new TestPlace(context)));
        }
    }

    private static LeakCheck leakCheck(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), LinuxIpc.class, context.getEnclosingTestClasses())
                .map(LinuxIpc::leakCheck)
                .orElse(LeakCheck.AFTER_EACH_TEST);
    }

    /** JUnit closes it with the context that it is stored in. */
    private record ScopeEnd(IpcScope scope) implements AutoCloseable {
        @Override
        public void close() {
            scope.close();
        }
    }
}
