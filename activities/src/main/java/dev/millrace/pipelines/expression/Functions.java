package dev.millrace.pipelines.expression;

import com.google.re2j.Pattern;
import dev.cel.common.values.CelByteString;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.ConcatenatedListView;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.millrace.problems.schema.Patterns;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CEL's own functions that could be made to take for ever or to fill the memory, done within a {@link Budget}. */
final class Functions {
    private static final Set<StandardFunction> REPLACED = Set.of(
            StandardFunction.EQUALS,
            StandardFunction.NOT_EQUALS,
            StandardFunction.IN,
            StandardFunction.CONTAINS,
            StandardFunction.MATCHES);
    private static final Set<CelStandardOverload> REPLACED_SUMS =
            Set.of(AddOverload.ADD_STRING, AddOverload.ADD_BYTES, AddOverload.ADD_LIST);

    private Functions() {}

    static CelStandardFunctions standard() {
        return CelStandardFunctions.newBuilder()
                .filterFunctions(
                        (function, overload) -> !REPLACED.contains(function) && !REPLACED_SUMS.contains(overload))
                .build();
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("equals", Object.class, Object.class, Equality::equal),
                CelFunctionBinding.from(
                        "not_equals", Object.class, Object.class, (one, other) -> !Equality.equal(one, other)),
                CelFunctionBinding.from(
                        "in_list", Object.class, List.class, (item, list) -> Equality.contains(list, item)),
                CelFunctionBinding.from("in_map", Object.class, Map.class, (key, map) -> map.containsKey(key)),
                CelFunctionBinding.from("contains_string", String.class, String.class, Functions::contains),
                CelFunctionBinding.from("matches", String.class, String.class, Functions::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, Functions::matches),
                CelFunctionBinding.from("add_string", String.class, String.class, Functions::concat),
                CelFunctionBinding.from("add_bytes", CelByteString.class, CelByteString.class, Functions::concat),
                CelFunctionBinding.from("add_list", List.class, List.class, Functions::append));
    }

    private static boolean contains(String text, String part) {
        Budget.spend(1 + (long) text.length() * part.length() / 4);
        return text.contains(part);
    }

    private static boolean matches(String text, String pattern) {
        Pattern compiled = Patterns.compile(pattern);
        Budget.spend(compiled.programSize() * (100L + text.length()));
        return compiled.matcher(text).find();
    }

    private static String concat(String one, String other) {
        Budget.spendCharacters((long) one.length() + other.length());
        return one + other;
    }

    private static CelByteString concat(CelByteString one, CelByteString other) {
        Budget.spendCharacters((long) one.size() + other.size());
        return one.concat(other);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> append(List<?> one, List<?> other) {
        Budget.spendItems((long) one.size() + other.size());
        boolean copied = !(one instanceof ConcatenatedListView<?>);
        Budget.spend(10L + other.size() + (copied ? one.size() : 0));
        return RuntimeHelpers.concat((List<Object>) one, (List<Object>) other);
    }
}
