package io.sluice.kotlin

import io.sluice.testing.Bounds
import io.sluice.testing.LongTest
import io.sluice.testing.Programs
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit.NANOSECONDS
import kotlin.io.path.createDirectory
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readText
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Assumptions.assumeTrue
import org.junit.jupiter.api.io.TempDir
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** An application that uses the module is compiled by an older compiler, and runs on the libraries of that time. */
@LongTest
class KotlinVersionsTest {
    @TempDir lateinit var folder: Path

    @ParameterizedTest
    @ValueSource(strings = ["1.9.25", "2.1.21", "2.3.21"])
    fun anApplicationIsCompiledAndRuns(version: String) {
        assumeTrue(
            version != "1.9.25" || Runtime.version().feature() < 25,
            "the compiler of Kotlin 1.9 does not know this version of Java",
        )
        val compiler = jars("compiler", version)
        // A newer version of each library comes with the module itself; the application brings its own.
        val classPath = jars("libraries", version) + sluice()
        val classes = folder.resolve("classes").createDirectory()
        val source = checkNotNull(javaClass.getResource("/application/Application.kt"))
        run(
            compiler,
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib",
            "-no-reflect",
            "-jvm-target=17",
            "-cp",
            classPath.joinToString(File.pathSeparator),
            "-d",
            "$classes",
            Path.of(source.toURI()).toString(),
        )
        assertThat(run(listOf(classes) + classPath, "application.ApplicationKt")).isEqualTo("from Kotlin $version\n")
    }

    private fun jars(kind: String, version: String): List<Path> =
        Path.of("target", "kotlin-$version", kind).toAbsolutePath().listDirectoryEntries("*.jar").also {
            assertThat(it).`as`("%s of Kotlin %s", kind, version).isNotEmpty()
        }

    private fun sluice(): List<Path> =
        System.getProperty("java.class.path").split(File.pathSeparator).map(Path::of).filter { path ->
            OF_SLUICE.any(path.toString()::contains) && !path.endsWith("test-classes")
        }

    private fun run(classPath: List<Path>, main: String, vararg arguments: String): String {
        val output = Files.createTempFile(folder, "output", null)
        val errors = Files.createTempFile(folder, "errors", null)
        val process =
            ProcessBuilder(
                    Programs.java(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath.joinToString(File.pathSeparator),
                    main,
                    *arguments,
                )
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile()) // newer JVMs warn there of native access
                .start()
        try {
            assertThat(process.waitFor(Bounds.SOON.multipliedBy(6).toNanos(), NANOSECONDS))
                .`as`(errors.readText())
                .isTrue()
            assertThat(process.exitValue()).`as`(errors.readText()).isZero()
        } finally {
            process.destroyForcibly()
        }
        return output.readText()
    }

    private companion object {
        /** What an application has beside the libraries of its Kotlin version. */
        val OF_SLUICE =
            listOf(
                "/core/",
                "/reactor/target",
                "/kotlin/target",
                "sluice-",
                "/jna/",
                "/jspecify/",
                "/reactive-streams/",
            )
    }
}
