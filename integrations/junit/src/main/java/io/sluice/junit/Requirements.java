package io.sluice.junit;

import io.sluice.errno.ErrnoException;
import io.sluice.mqueue.PosixMessageQueue;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** What the parameters of a test need that a system may lack. Each question is asked once for a JVM. */
final class Requirements {
    private static final List<Class<? extends Annotation>> LIFECYCLE =
            List.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class);

    /** What is missing, by what was asked for; an empty text where nothing is. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** What a class lacks: its constructor, its fields, and its methods for all tests. Empty if nothing. */
    String missingFor(Class<?> test) {
        List<AnnotatedElement> elements = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (Constructor<?> constructor : test.getDeclaredConstructors()) {
            addParameters(constructor, elements, types);
        }
        for (Class<? extends Annotation> annotation : LIFECYCLE) {
            for (Method method :
                    AnnotationSupport.findAnnotatedMethods(test, annotation, HierarchyTraversalMode.TOP_DOWN)) {
                addParameters(method, elements, types);
            }
        }
        for (Field field :
                ReflectionSupport.findFields(test, ObjectKinds::isAskedFor, HierarchyTraversalMode.TOP_DOWN)) {
            elements.add(field);
            types.add(field.getType());
        }
        return missing(elements, types);
    }

    /** What a test method lacks. Empty if nothing. */
    String missingFor(Method test) {
        List<AnnotatedElement> elements = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        addParameters(test, elements, types);
        return missing(elements, types);
    }

    private static void addParameters(Executable method, List<AnnotatedElement> elements, List<Class<?>> types) {
        elements.addAll(Arrays.asList(method.getParameters()));
        types.addAll(Arrays.asList(method.getParameterTypes()));
    }

    private String missing(List<AnnotatedElement> elements, List<Class<?>> types) {
        for (int i = 0; i < types.size(); i++) {
            String missing = missing(elements.get(i), types.get(i));
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return "";
    }

    private String missing(AnnotatedElement element, Class<?> type) {
        if (type == CProgram.class) {
            return answers.computeIfAbsent("compiler", key -> missingCompiler());
        }
        if (type == IpcNamespace.class) {
            Sysctl sysctl = element.getAnnotation(Sysctl.class);
            List<String> settings = sysctl == null ? List.of() : List.of(sysctl.value());
            return answers.computeIfAbsent("namespace " + settings, key -> missingNamespace(settings));
        }
        QueueShape shape = element.getAnnotation(QueueShape.class);
        if (type == PosixMessageQueue.class && shape != null) {
            return answers.computeIfAbsent(shape.toString(), key -> missingRoom(shape));
        }
        return "";
    }

    private static String missingCompiler() {
        return CCompiler.find().isPresent()
                ? ""
                : "this test needs a C compiler, and there is none of gcc, cc and clang on the PATH";
    }

    private static String missingNamespace(List<String> settings) {
        try {
            IpcNamespace.create(settings).close();
            return "";
        } catch (IpcNamespace.UnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whether limits allow a queue is known best by the kernel: it depends on privileges, and on what others use. */
    private static String missingRoom(QueueShape shape) {
        String name = "/" + OwnNames.next();
        try {
            PosixMessageQueue.builder(name)
                    .maxMessages(shape.maxMessages())
                    .maxMessageSize(shape.maxMessageSize())
                    .create()
                    .close();
            return "";
        } catch (ErrnoException e) {
            return "this test needs a larger message queue than it may have here: " + e.getMessage();
        } finally {
            SystemObjects.unlink(name);
        }
    }
}
