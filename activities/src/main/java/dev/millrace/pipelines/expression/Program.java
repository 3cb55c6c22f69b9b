package dev.millrace.pipelines.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An expression that can be evaluated, again and again and by several threads. */
public final class Program {
    private static final int STEP = 20;

    private final String expression;
    private final CelRuntime.Program program;

    Program(String expression, CelRuntime.Program program) {
        this.expression = expression;
        this.program = program;
    }

    /**
     * @param types of variables whose JSON is to be read in the light of them; the others are taken as they are
     * @throws ExpressionException with the reason, when it has no value or takes too much
     */
    public JsonNode evaluate(Map<String, ? extends @Nullable Object> variables, Map<String, CelType> types)
            throws ExpressionException {
        Map<String, Object> bound = new HashMap<>();
        variables.forEach((name, value) -> bound.put(name, Values.of(value, types.getOrDefault(name, SimpleType.DYN))));
        try {
            return Budget.within(() -> Json.of(known(program.trace(bound, (node, value) -> pay(value)))));
        } catch (CelEvaluationException failed) {
            throw new ExpressionException(Reason.of(failed));
        } catch (Budget.TooMuch tooMuch) {
            throw new ExpressionException(Reason.of(tooMuch));
        } catch (StackOverflowError tooDeep) {
            throw new ExpressionException("its value is nested too deep");
        } catch (Exception failed) {
            throw new ExpressionException(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public String toString() {
        return expression;
    }

    private static void pay(Object value) {
        Budget.spend(value instanceof String text ? STEP + text.length() / 8 : STEP);
        Budget.weigh(value);
    }

    private static Object known(Object value) throws ExpressionException {
        if (value instanceof CelUnknownSet) {
            throw new ExpressionException("it reads something that has no value here");
        }
        return value;
    }
}
