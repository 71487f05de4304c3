package dev.tributary.web.api;

import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Makes the clients of this package; each call goes to the engine of the page, as the person in front of it. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(
        group = EngineClient.ENGINE,
        basePackageClasses = EngineClient.class,
        clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
class EngineClient {
    static final String ENGINE = "engine";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 500;
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

    /** @param proof by which the engine in this process knows that it may believe the address of the browser */
    @Bean
    WebClientHttpServiceGroupConfigurer engineClients(
            Engines engines, @Qualifier("relayProof") ObjectProvider<String> proof) {
        var connections = ConnectionProvider.builder(ENGINE)
                .maxConnections(CONNECTIONS)
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
        var connector =
                new ReactorClientHttpConnector(HttpClient.create(connections).responseTimeout(PATIENCE));
        return groups -> groups.filterByName(ENGINE).forEachClient((_, client) -> {
            configure(client, connector);
            if (engines.engines().isEmpty()) { // else the engines are elsewhere
                proof.ifAvailable(word -> client.defaultHeader("X-Tributary-Relay", word));
            }
        });
    }

    private static void configure(WebClient.Builder client, ReactorClientHttpConnector connector) {
        client.baseUrl("http://" + ENGINE)
                .clientConnector(connector)
                .codecs(codecs -> {
                    codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER);
                    codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(Declarations.mapper()));
                })
                .filter(EngineClient::relay)
                .defaultStatusHandler(HttpStatusCode::isError, EngineClient::problem);
    }

    private static Mono<ClientResponse> relay(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> {
            Relay relay = context.get(Relay.class);
            return next.exchange(relay.aim(request)).doOnNext(relay::takeBack);
        });
    }

    private static Mono<ApiProblem> problem(ClientResponse answer) {
        var status = answer.statusCode().value();
        var unknown = new ApiProblem.Body(null, "", status, "The engine answered with status " + status + ".", null);
        return answer.bodyToMono(ApiProblem.Body.class)
                .onErrorReturn(unknown)
                .defaultIfEmpty(unknown)
                .map(ApiProblem::new);
    }
}
