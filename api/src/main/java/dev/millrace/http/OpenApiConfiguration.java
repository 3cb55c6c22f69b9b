package dev.millrace.http;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document: made from the code, with what holds everywhere said once here. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String API_KEY = "api_key";
    private static final String BEARER = "bearer";
    private static final String DESCRIPTION = """
            Training, deployment and batch prediction as durable jobs: what was accepted is carried out once, whatever fails \
            meanwhile.

            Field names are snake_case, ids are UUIDv7, times are RFC 3339 in UTC, progress is a number from 0 to 1. A request with an \
            unknown field is refused. Every error is a problem as RFC 9457 has it, whose detail says what was wrong and what is \
            allowed. Lists are read page by page with `limit` and `cursor`, newest first. A POST that starts work takes an \
            `Idempotency-Key`: the same key with the same body gets the first answer again, for 24 hours.""";

    static {
        // Arguments that the framework fills in; PagingParameters says what PageRequest reads.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageRequest.class);
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new Schema<>());
    }

    @Bean
    static OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Millrace")
                        .version("v1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                API_KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-API-Key")
                                        .description("Not needed on the loopback address of a standalone run."))
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("An API key, or a JSON Web Token where those are set up.")))
                .addSecurityItem(new SecurityRequirement().addList(API_KEY))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    static ModelResolver snakeCaseModelResolver(ObjectMapperProvider provider) {
        return new ModelResolver(
                provider.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    static RecordSchemas recordSchemas() {
        return new RecordSchemas();
    }

    @Bean
    static OperationCustomizer pagingParameters() {
        return new PagingParameters();
    }

    @Bean
    static OperationCustomizer knownHeaders() {
        return new KnownHeaders();
    }

    @Bean
    static OperationCustomizer possibleProblems() {
        return new PossibleProblems();
    }

    @Bean
    @Order(1)
    static OpenApiCustomizer problemAnswers() {
        return new ProblemAnswers();
    }

    @Bean
    @Order(2)
    static OpenApiCustomizer requiredFields() {
        return new RequiredFields();
    }

    @Bean
    static OpenApiCustomizer freeFormMaps() {
        return new FreeFormMaps();
    }
}
