package dev.tributary.engine.web;

import com.fasterxml.jackson.annotation.Nulls;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads request bodies strictly: a misspelt field is an error, not a setting that silently has no effect. Lists and maps hold
 * no null, but where the field itself says that it means something there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicUrl.class)
class WebConfiguration implements WebFluxConfigurer {
    private final JsonMapper json;

    WebConfiguration(JsonMapper json) {
        this.json = json;
    }

    /** Bodies hold secrets, which must not stay in buffers that wait for their next use. */
    @Bean
    static JsonFactoryBuilderCustomizer forgetfulBuffers() {
        return factory -> factory.recyclerPool(JsonRecyclerPools.nonRecyclingPool());
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        var strict = json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(StorableTexts.module())
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .build();
        configurer.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(strict));
        configurer.defaultCodecs().maxInMemorySize(RequestSize.LIMIT);
    }
}
