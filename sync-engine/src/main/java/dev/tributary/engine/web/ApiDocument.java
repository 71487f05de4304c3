package dev.tributary.engine.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /openapi.json} says beyond what the controllers say. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {
    private static final String BEARER = "apiToken";
    private static final String COOKIE = "session";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final List<HttpMethod> MUTATIONS =
            List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Tributary")
                        .version("v1")
                        .description("Keeps knowledge bases in step with the places where documents live."
                                + " Changes made with the session cookie need the header X-CSRF-Token.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("The engine that serves this document")))
                .components(components())
                .security(
                        List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement().addList(COOKIE)));
    }

    private static Components components() {
        return new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        COOKIE,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("tributary_session")
                                .description("Over TLS it is called __Host-tributary_session"));
    }

    @Bean
    OpenApiCustomizer problemsAndKeys() {
        return document -> {
            ModelConverters.getInstance(true).readAll(ProblemBody.class).forEach(document.getComponents()::addSchemas);
            if (document.getPaths() != null) {
                document.getPaths()
                        .values()
                        .forEach(path -> path.readOperationsMap().forEach(ApiDocument::complete));
            }
        };
    }

    private static void complete(HttpMethod method, Operation operation) {
        var problem = new MediaType().schema(new Schema<>().$ref(PROBLEM));
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("A problem")
                                .content(new Content().addMediaType("application/problem+json", problem)));
        if (MUTATIONS.contains(method)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .description("Repeating a request with the same key within a day gives the first answer again")
                    .required(false)
                    .schema(new StringSchema().maxLength(255)));
        }
    }
}
