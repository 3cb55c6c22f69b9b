package dev.millrace.http;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as the code declares them: a component that JSpecify calls nullable may be null, every other one is there. Which
 * of that holds for requests too, {@link RequiredFields} decides.
 */
final class RecordSchemas implements ModelConverter {
    static final String ALWAYS_THERE = "x-always-there";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(annotated, context, chain);
        JavaType type = annotated.getType() == null ? null : Json.mapper().constructType(annotated.getType());
        if (resolved != null && type != null && type.getRawClass().isRecord()) {
            Schema<?> defined = resolved.get$ref() == null ? resolved : definition(context, resolved.get$ref());
            if (defined != null && defined.getProperties() != null) {
                describe(defined, type.getRawClass());
            }
        }
        return resolved;
    }

    private static @Nullable Schema<?> definition(ModelConverterContext context, String reference) {
        return context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void describe(Schema<?> schema, Class<?> type) {
        List<String> present = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = type.isAnnotationPresent(CamelCase.class)
                    ? component.getName()
                    : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
            Schema<?> property = schema.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.getProperties().put(name, nullable(property));
            } else {
                present.add(name);
            }
        }
        schema.addExtension(ALWAYS_THERE, present);
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            Schema<Object> either = new Schema<>();
            either.addAnyOfItem(new Schema<>().$ref(property.get$ref()));
            either.addAnyOfItem(new Schema<>().types(Set.of("null")));
            either.setDescription(property.getDescription());
            return either;
        }
        if (property.getTypes() != null && !property.getTypes().contains("null")) {
            Set<String> types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
            if (property.getEnum() != null && !property.getEnum().contains(null)) {
                property.addEnumItemObject(null);
            }
        }
        return property;
    }

    static Map<String, Object> extensions(Schema<?> schema) {
        return schema.getExtensions() == null ? Map.of() : schema.getExtensions();
    }
}
