package io.sluice.kotlin

import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.lang.reflect.Executable
import java.lang.reflect.GenericArrayType
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.TypeVariable
import java.lang.reflect.WildcardType
import java.nio.file.Path
import kotlin.io.path.writeText
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler

/** How Kotlin sees Java's methods: its compiler is given calls of them, and what it says about each one tells. */
internal class KotlinView(private val folder: Path) {
    /** Which of the expressions may be null, in the compiler's eyes: they cannot be returned as `Any`. */
    fun thatMayBeNull(expressions: List<String>): Set<Int> =
        complaints(expressions.map { "fun f(): Any = $it" }, Regex(": error: return type mismatch"))

    /** Which of the expressions are never null, in the compiler's eyes: to rule null out is needless. */
    fun thatAreNeverNull(expressions: List<String>): Set<Int> =
        complaints(expressions.map { "fun f(): Any = $it!!" }, Regex(": warning: unnecessary non-null assertion"))

    /** Which of the calls are given a null that they do not take, be it of a type or for a type parameter. */
    fun thatRefuseNull(calls: List<String>): Set<Int> = complaints(calls.map { "fun f() { $it }" }, NULL_REFUSED)

    private fun complaints(functions: List<String>, complaint: Regex): Set<Int> {
        val source = folder.resolve("Calls.kt")
        val numbered = functions.mapIndexed { i, function -> function.replaceFirst("fun f(", "fun f$i(") }
        source.writeText((numbered + VALUE).joinToString("\n"))
        val said = compile(source).lines().filter { ": error: " in it || ": warning: " in it }
        val (meant, others) = said.partition { complaint in it }
        val errors = others.filter { ": error: " in it }
        check(errors.isEmpty()) { "calls that do not compile:\n" + errors.joinToString("\n") }
        return meant.map { checkNotNull(LINE.find(it)).groupValues[1].toInt() - 1 }.toSet()
    }

    private fun compile(source: Path): String {
        val output = ByteArrayOutputStream()
        K2JVMCompiler()
            .exec(
                PrintStream(output),
                "-no-stdlib",
                "-no-reflect",
                "-Xjspecify-annotations=strict",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.resolve("classes").toString(),
                source.toString(),
            )
        return output.toString()
    }

    companion object {
        private const val VALUE = "fun <T> value(): T = TODO()"

        /** Of a method with another one of its name, the compiler lists both instead. */
        private val NULL_REFUSED =
            Regex(
                ": error: (argument type mismatch|cannot infer type for|none of the following candidates is applicable" +
                    "|.*spread operator)"
            )

        private val LINE = Regex("""Calls\.kt:(\d+):""")

        /** A call of a method or constructor on values of its types; one of them may be null, where that is said. */
        fun call(called: Executable, nullAt: Int = -1): String {
            val arguments =
                called.genericParameterTypes.mapIndexed { i, type ->
                    val spread = if (called.isVarArgs && i == called.parameterCount - 1) "*" else ""
                    "${spread}value<${kotlinType(type)}${if (i == nullAt) "?" else ""}>()"
                }
            val owner = called.declaringClass
            val target =
                when {
                    called !is Method -> owner.canonicalName
                    Modifier.isStatic(called.modifiers) -> "${owner.canonicalName}.`${called.name}`"
                    else -> "value<${receiverType(owner)}>().`${called.name}`"
                }
            return target + typeArguments(called) + arguments.joinToString(prefix = "(", postfix = ")")
        }

        /** Where the arguments do not say them, as in a call without any. */
        private fun typeArguments(called: Executable): String {
            if (called !is Method) return ""
            val variables = called.typeParameters
            val isSaid = { variable: TypeVariable<*> ->
                called.genericParameterTypes.any { Regex("\\b${variable.name}\\b").containsMatchIn(it.typeName) }
            }
            return if (variables.all(isSaid)) "" else parameters(variables.map<_, Type> { it }.toTypedArray())
        }

        /** With real type arguments: a method that takes its type's parameter cannot be called on a star projection. */
        private fun receiverType(type: Class<*>) =
            if (type.typeParameters.isEmpty()) kotlinType(type)
            else name(type) + parameters(type.typeParameters.map<_, Type> { it }.toTypedArray())

        private fun kotlinType(type: Type): String =
            when (type) {
                is ParameterizedType -> name(type.rawType as Class<*>) + parameters(type.actualTypeArguments)
                is WildcardType ->
                    type.lowerBounds.firstOrNull()?.let { "in " + kotlinType(it) }
                        ?: ("out " + kotlinType(type.upperBounds.single()))
                is TypeVariable<*> -> kotlinType(type.bounds.first())
                is GenericArrayType -> "Array<${kotlinType(type.genericComponentType)}>"
                is Class<*> -> if (type.isArray) arrayOf(type.componentType) else name(type) + stars(type)
                else -> error("no Kotlin type for $type")
            }

        private fun parameters(types: Array<Type>) = types.joinToString(prefix = "<", postfix = ">") { kotlinType(it) }

        private fun stars(type: Class<*>) =
            if (type.typeParameters.isEmpty()) ""
            else type.typeParameters.joinToString(prefix = "<", postfix = ">") { "*" }

        private fun arrayOf(component: Class<*>) =
            if (component.isPrimitive) name(component) + "Array" else "Array<out ${kotlinType(component)}>"

        private fun name(type: Class<*>) = checkNotNull(type.kotlin.qualifiedName) { "$type has no name" }
    }
}
