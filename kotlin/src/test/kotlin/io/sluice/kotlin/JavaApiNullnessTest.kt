package io.sluice.kotlin

import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import io.sluice.mqueue.PosixMessageQueue
import io.sluice.reactor.mqueue.PosixMqReceiver
import io.sluice.testing.LongTest
import java.lang.module.ModuleFinder
import java.lang.reflect.AnnotatedElement
import java.lang.reflect.Executable
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.nio.file.Path
import org.assertj.core.api.Assertions.assertThat
import org.jspecify.annotations.Nullable
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import org.testng.Reporter

/**
 * To Kotlin, each result and parameter of the Java API is null or not as its annotations say, and never of a platform
 * type.
 */
@LongTest
class JavaApiNullnessTest {
    @TempDir lateinit var folder: Path

    private enum class Nullness {
        NEVER_NULL,
        MAY_BE_NULL,
        PLATFORM,
    }

    @Test
    fun resultsAreAsTheirAnnotationsSay() {
        val methods = api().filterIsInstance<Method>().filter { !it.returnType.isPrimitive }
        assertThat(methods).hasSizeGreaterThan(100)
        val said = methods.associateWith { said(it.annotatedReturnType) }
        assertThat(resultsSeen(methods)).isEqualTo(said)
        assertThat(said.values).contains(Nullness.NEVER_NULL, Nullness.MAY_BE_NULL)
    }

    @Test
    fun withoutAnnotationsAResultIsOfAPlatformType() {
        val bare = Reporter::class.java.getMethod("getCurrentTestResult")
        assertThat(resultsSeen(listOf(bare))).containsEntry(bare, Nullness.PLATFORM)
    }

    @Test
    fun parametersAreAsTheirAnnotationsSay() {
        val parameters =
            api().flatMap { called ->
                called.parameterTypes.indices.filter { !called.parameterTypes[it].isPrimitive }.map { called to it }
            }
        assertThat(parameters).hasSizeGreaterThan(100)
        val refuse = KotlinView(folder).thatRefuseNull(parameters.map { (called, i) -> KotlinView.call(called, i) })
        val taken = parameters.filterIndexed { i, _ -> i !in refuse }
        val saidToBeTaken = parameters.filter { (called, i) ->
            said(called.annotatedParameterTypes[i]) == Nullness.MAY_BE_NULL
        }
        assertThat(taken).isEqualTo(saidToBeTaken)
    }

    private fun resultsSeen(methods: List<Method>): Map<Method, Nullness> {
        val view = KotlinView(folder)
        val calls = methods.map { KotlinView.call(it) }
        val mayBeNull = view.thatMayBeNull(calls)
        val neverNull = view.thatAreNeverNull(calls)
        return methods.withIndex().associate { (i, method) ->
            method to
                when (i) {
                    in mayBeNull -> Nullness.MAY_BE_NULL
                    in neverNull -> Nullness.NEVER_NULL
                    else -> Nullness.PLATFORM
                }
        }
    }

    private fun said(type: AnnotatedElement) =
        if (type.isAnnotationPresent(Nullable::class.java)) Nullness.MAY_BE_NULL else Nullness.NEVER_NULL

    /** What users call: the public methods and constructors in the packages that are exported to everybody. */
    private fun api(): List<Executable> {
        val packages =
            listOf(PosixMessageQueue::class, PosixMqReceiver::class)
                .flatMap { ModuleFinder.of(place(it.java)).findAll() }
                .flatMap { it.descriptor().exports() }
                .filter { !it.isQualified }
                .map { it.source() }
        return ClassFileImporter()
            .withImportOption(ImportOption.DoNotIncludeTests())
            .withImportOption { !it.contains("/io/sluice/testing/") }
            .importPackages(packages)
            .filter { it.packageName in packages }
            .map { it.reflect() }
            .filter { type -> generateSequence(type) { it.enclosingClass }.all { Modifier.isPublic(it.modifiers) } }
            .flatMap { type -> (type.declaredMethods.toList() + type.declaredConstructors).filter { isCalled(it) } }
            .sortedBy { it.toString() }
    }

    /** Kotlin knows `equals` and the like by itself, and has ways of its own to an enum's values and a record's. */
    private fun isCalled(member: Executable): Boolean {
        val inherited = member is Method && Any::class.java.methods.any { it.name == member.name }
        val ofEnum = member.declaringClass.isEnum && member.name in setOf("values", "valueOf")
        val isMade = member !is Method && Modifier.isAbstract(member.declaringClass.modifiers)
        return Modifier.isPublic(member.modifiers) && !member.isSynthetic && !inherited && !ofEnum && !isMade
    }

    private fun place(type: Class<*>): Path = Path.of(type.protectionDomain.codeSource.location.toURI())
}
