package dev.millrace.pipelines.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON and plain Java values as CEL sees them. Lists and maps are views, so that a large output costs nothing until it is
 * read. Where the type is known to be a number with a fraction, 1 is taken as 1.0; where it is a time, the text is parsed.
 */
final class Values {
    private Values() {}

    static Object of(@Nullable Object value, CelType type) {
        CelType target = type instanceof NullableType nullable ? nullable.targetType() : type;
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case JsonNode node -> node(node, target);
            case Map<?, ?> map -> new MapView(map, target);
            case Collection<?> list -> new ListView(new ArrayList<>(list), target);
            case Double real -> real;
            case Float real -> real.doubleValue();
            case UnsignedLong unsigned -> unsigned;
            case BigInteger large -> integer(large);
            case Number number when target.kind() == CelKind.DOUBLE -> number.doubleValue();
            case Integer number -> number.longValue();
            case Long number -> number;
            case Number number -> number.doubleValue();
            case CharSequence text -> text(text.toString(), target);
            case byte[] bytes -> CelByteString.of(bytes);
            default -> value;
        };
    }

    /** What lies behind a member of that name. */
    static CelType member(CelType type, String name) {
        return switch (type) {
            case MapType map -> map.valueType();
            case StructType struct ->
                struct.findField(name).map(StructType.Field::type).orElse(SimpleType.DYN);
            default -> SimpleType.DYN;
        };
    }

    static CelType element(CelType type) {
        return type instanceof ListType list && list.hasElemType() ? list.elemType() : SimpleType.DYN;
    }

    private static Object node(JsonNode node, CelType type) {
        return switch (node.getNodeType()) {
            case OBJECT -> new ObjectView(node, type);
            case ARRAY -> new ArrayView(node, type);
            case STRING -> text(node.stringValue(), type);
            case NUMBER -> number(node, type);
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BINARY -> CelByteString.of(node.binaryValue());
            case POJO -> node.asString();
        };
    }

    private static Object number(JsonNode node, CelType type) {
        if (!node.isIntegralNumber() || type.kind() == CelKind.DOUBLE) {
            return node.doubleValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : (Object) integer(node.bigIntegerValue());
    }

    private static Number integer(BigInteger large) {
        return large.bitLength() < 64 ? (Number) large.longValue() : (Number) large.doubleValue();
    }

    private static Object text(String text, CelType type) {
        if (type.kind() != CelKind.TIMESTAMP) {
            return text;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException noTime) {
            return text;
        }
    }
}
