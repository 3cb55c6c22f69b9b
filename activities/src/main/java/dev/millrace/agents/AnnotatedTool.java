package dev.millrace.agents;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.millrace.problems.Problem;
import dev.millrace.security.Role;
import dev.millrace.tenancy.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The annotated method of a bean. */
record AnnotatedTool(AgentTool bean, Method method, ToolSpecification specification, JsonNode schema) implements Tool {
    static AnnotatedTool of(AgentTool bean) {
        List<Method> methods = Arrays.stream(bean.getClass().getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(dev.langchain4j.agent.tool.Tool.class))
                .toList();
        if (methods.size() != 1) {
            throw new IllegalStateException(
                    bean.getClass() + " needs one method with @Tool, and has " + methods.size());
        }
        Method method = methods.getFirst();
        method.setAccessible(true);
        ToolSpecification specification = ToolSpecifications.toolSpecificationFrom(method);
        return new AnnotatedTool(bean, method, specification, schema(specification));
    }

    @Override
    public Role needs() {
        return bean.needs();
    }

    @Override
    public String use(ToolContext context, JsonNode arguments) {
        Object[] values = Arrays.stream(method.getParameters())
                .map(parameter -> value(parameter, context, arguments))
                .toArray();
        try {
            Object result = method.invoke(bean, values);
            return result instanceof String text ? text : Json.write(result == null ? "done" : result);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        }
    }

    private static @Nullable Object value(Parameter parameter, ToolContext context, JsonNode arguments) {
        if (parameter.getType() == ToolContext.class) {
            return context;
        }
        String name = name(parameter);
        JsonNode value = arguments.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        JavaType type = Json.mapper().constructType(parameter.getParameterizedType());
        try {
            return Json.mapper().treeToValue(value, type);
        } catch (JacksonException e) {
            throw Problem.invalid("/" + name, "the value of " + name + " cannot be read: " + e.getOriginalMessage());
        }
    }

    private static String name(Parameter parameter) {
        P described = parameter.getAnnotation(P.class);
        return described == null || described.name().isEmpty() ? parameter.getName() : described.name();
    }

    /** What it takes, and nothing else. */
    private static JsonNode schema(ToolSpecification specification) {
        if (Json.parse(specification.toJson()).get("parameters") instanceof ObjectNode parameters) {
            parameters.put("additionalProperties", false);
            return parameters;
        }
        return Json.parse("{\"type\": \"object\", \"additionalProperties\": false}");
    }

    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        return switch (thrown) {
            case RuntimeException problem -> problem;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("a tool has failed", thrown);
        };
    }
}
