package dev.millrace.http;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Documents {@code limit} and {@code cursor} wherever a controller takes a {@link PageRequest}. */
final class PagingParameters implements OperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean paged = Arrays.asList(handler.getMethod().getParameterTypes()).contains(PageRequest.class);
        if (paged) {
            operation.addParametersItem(new QueryParameter()
                    .name("limit")
                    .description("How many items to answer at most.")
                    .schema(limit()));
            operation.addParametersItem(new QueryParameter()
                    .name("cursor")
                    .description("The next_cursor of the page before.")
                    .schema(new StringSchema()));
        }
        return operation;
    }

    private static IntegerSchema limit() {
        IntegerSchema limit = new IntegerSchema();
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(PageRequestResolver.LARGEST_LIMIT));
        limit.setDefault(PageRequestResolver.DEFAULT_LIMIT);
        return limit;
    }
}
