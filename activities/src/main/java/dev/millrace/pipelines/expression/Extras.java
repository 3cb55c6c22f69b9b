package dev.millrace.pipelines.expression;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Functions beside CEL's own: arithmetic of integers with fractions, and of the usual extensions those that could grow without bound. */
final class Extras {
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;
    private static final CelType DOUBLE = SimpleType.DOUBLE;
    private static final CelType ITEM = TypeParamType.create("T");
    private static final CelType STRINGS = ListType.create(STRING);

    private Extras() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                mixed("_+_", "add"),
                mixed("_-_", "subtract"),
                mixed("_*_", "multiply"),
                mixed("_/_", "divide"),
                CelFunctionDecl.newFunctionDeclaration(
                        "join",
                        CelOverloadDecl.newMemberOverload("millrace_join", STRING, STRINGS),
                        CelOverloadDecl.newMemberOverload("millrace_join_by", STRING, STRINGS, STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                        "split", CelOverloadDecl.newMemberOverload("millrace_split", STRINGS, STRING, STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                        "replace",
                        CelOverloadDecl.newMemberOverload("millrace_replace", STRING, STRING, STRING, STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                        "flatten",
                        CelOverloadDecl.newMemberOverload(
                                "millrace_flatten", ListType.create(ITEM), ListType.create(ListType.create(ITEM)))),
                CelFunctionDecl.newFunctionDeclaration(
                        "lists.range", CelOverloadDecl.newGlobalOverload("millrace_range", ListType.create(INT), INT)));
    }

    static List<CelFunctionBinding> bindings() {
        return Stream.of(
                        pair("add", Double::sum),
                        pair("subtract", (one, other) -> one - other),
                        pair("multiply", (one, other) -> one * other),
                        pair("divide", (one, other) -> one / other),
                        List.of(
                                CelFunctionBinding.from("millrace_join", List.class, list -> join(list, "")),
                                CelFunctionBinding.from("millrace_join_by", List.class, String.class, Extras::join),
                                CelFunctionBinding.from("millrace_split", String.class, String.class, Extras::split),
                                CelFunctionBinding.from(
                                        "millrace_replace",
                                        List.of(String.class, String.class, String.class),
                                        words -> replace((String) words[0], (String) words[1], (String) words[2])),
                                CelFunctionBinding.from("millrace_flatten", List.class, Extras::flatten),
                                CelFunctionBinding.from("millrace_range", Long.class, Extras::range)))
                .flatMap(List::stream)
                .toList();
    }

    @Immutable
    private interface Arithmetic {
        double of(double one, double other);
    }

    private static CelFunctionDecl mixed(String operator, String name) {
        return CelFunctionDecl.newFunctionDeclaration(
                operator,
                CelOverloadDecl.newGlobalOverload(name + "_int64_double", DOUBLE, INT, DOUBLE),
                CelOverloadDecl.newGlobalOverload(name + "_double_int64", DOUBLE, DOUBLE, INT));
    }

    private static List<CelFunctionBinding> pair(String name, Arithmetic arithmetic) {
        return List.of(
                CelFunctionBinding.from(
                        name + "_int64_double", Long.class, Double.class, (one, other) -> arithmetic.of(one, other)),
                CelFunctionBinding.from(
                        name + "_double_int64", Double.class, Long.class, (one, other) -> arithmetic.of(one, other)));
    }

    private static String join(List<?> list, String separator) {
        List<String> texts = new ArrayList<>();
        long length = 0;
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw new IllegalArgumentException("join needs a list of strings");
            }
            length += text.length() + separator.length();
            texts.add(text);
        }
        Budget.spendCharacters(length);
        return String.join(separator, texts);
    }

    private static List<String> split(String text, String separator) {
        Budget.spend(1 + (long) text.length() * Math.min(16, 1 + separator.length()));
        if (separator.isEmpty()) {
            Budget.spendItems(text.length());
            return text.codePoints().mapToObj(Character::toString).toList();
        }
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            Budget.spendItems(parts.size());
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static String replace(String text, String what, String by) {
        long times = what.isEmpty()
                ? text.length() + 1L
                : Math.max(0, split(text, what).size() - 1L);
        Budget.spendCharacters(text.length() + times * Math.max(0, by.length() - what.length()));
        return text.replace(what, by);
    }

    private static List<Object> flatten(List<?> lists) {
        List<Object> all = new ArrayList<>();
        for (Object list : lists) {
            List<?> items = list instanceof List<?> many ? many : Arrays.asList(list);
            Budget.spendItems((long) all.size() + items.size());
            Budget.spend(items.size());
            all.addAll(items);
        }
        return all;
    }

    private static List<Long> range(long end) {
        Budget.spendItems(end);
        Budget.spend(Math.max(0, end));
        return LongStream.range(0, end).boxed().toList();
    }
}
