package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.ApiTokens;
import dev.tributary.engine.identity.SecretSource;
import dev.tributary.engine.identity.Sessions;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.ProblemWriter;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CorsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The rules at the door; what is not named here needs a role. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {
    private static final String CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final String[] ADMINS = {
        "/api/v1/tokens/**",
        "/api/v1/accounts/**",
        "/api/v1/identity-providers/**",
        "/api/v1/audit/**",
        "/api/v1/settings/**",
        "/api/v1/doctor",
        "/api/v1/oauth/clients/**"
    };

    private final ProblemWriter problems;
    private final RequestRate rate;
    private final Refusals refusals;

    AccessConfiguration(ProblemWriter problems, AccessSettings settings, Clock clock, Refusals refusals) {
        this.problems = problems;
        this.refusals = refusals;
        this.rate = new RequestRate(settings, clock, problems);
    }

    @Bean
    SecurityWebFilterChain accessChain(ServerHttpSecurity http, Sessions sessions, ApiTokens tokens) {
        return http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(new CallerFilter(sessions, tokens), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(rate, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(AccessConfiguration::rules)
                .csrf(this::csrf)
                .headers(AccessConfiguration::headers)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(this::unauthenticated).accessDeniedHandler(denied()))
                .cors(CorsSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .build();
    }

    private static void rules(AuthorizeExchangeSpec rules) {
        rules.pathMatchers(HttpMethod.POST, SessionCookie.PATH)
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/actuator/health", "/actuator/health/**")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/oidc/{id}/start", OidcController.CALLBACK, SignInMethodController.PATH)
                .permitAll()
                .pathMatchers(HttpMethod.DELETE, SessionCookie.PATH)
                .authenticated()
                .pathMatchers("/api/v1/me/**")
                .authenticated()
                .pathMatchers(ADMINS)
                .hasAuthority(CallerAuthentication.ADMIN)
                .pathMatchers("/oauth/**")
                .hasAuthority(CallerAuthentication.EDITOR)
                .pathMatchers(HttpMethod.GET, "/actuator/prometheus")
                .hasAuthority(CallerAuthentication.VIEWER)
                .pathMatchers("/actuator/**")
                .hasAuthority(CallerAuthentication.ADMIN)
                .pathMatchers(HttpMethod.GET, "/**")
                .hasAuthority(CallerAuthentication.VIEWER)
                .pathMatchers(HttpMethod.HEAD, "/**")
                .hasAuthority(CallerAuthentication.VIEWER)
                .anyExchange()
                .hasAuthority(CallerAuthentication.EDITOR);
    }

    private void csrf(CsrfSpec csrf) {
        var token = new SessionCsrf();
        csrf.csrfTokenRepository(token)
                .csrfTokenRequestHandler(token)
                .requireCsrfProtectionMatcher(token)
                .accessDeniedHandler(denied());
    }

    private static void headers(HeaderSpec headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(CSP))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    }

    private Mono<Void> unauthenticated(ServerWebExchange exchange, AuthenticationException refused) {
        var answer = problems.write(
                exchange,
                Problem.of(
                        Problem.Kind.UNAUTHENTICATED,
                        "Sign in with POST " + SessionCookie.PATH
                                + ", or send Authorization: Bearer with an API token that is valid and not expired."));
        return cameWithSomething(exchange.getRequest())
                ? refusals.record(exchange, Refusals.Reason.CREDENTIAL).then(answer)
                : answer;
    }

    private static boolean cameWithSomething(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || SessionCookie.of(request).isPresent();
    }

    private ServerAccessDeniedHandler denied() {
        return (exchange, denied) -> denied instanceof CsrfException
                ? denied(
                        exchange,
                        Refusals.Reason.CSRF,
                        Problem.of(
                                Problem.Kind.CSRF,
                                "Send the header " + SessionCsrf.HEADER
                                        + " with the csrfToken from signing in or from GET /api/v1/me."))
                : denied(
                        exchange,
                        Refusals.Reason.ROLE,
                        Problem.of(
                                Problem.Kind.FORBIDDEN,
                                "Your role does not allow this; ask an admin for a higher one."));
    }

    private Mono<Void> denied(ServerWebExchange exchange, Refusals.Reason reason, Problem problem) {
        return refusals.record(exchange, reason).then(problems.write(exchange, problem));
    }

    /** Who sends a request drop by drop does not keep a connection for it. */
    @Bean
    NettyServerCustomizer impatience(AccessSettings settings) {
        return server -> server.requestTimeout(settings.requestTimeout());
    }

    /** Another one in each process. */
    @Bean(RelayedAddress.PROOF)
    static String relayProof(SecretSource secrets) {
        return secrets.next().text();
    }

    /** A request so odd that the firewall does not let it in, such as one with an encoded slash. */
    @Bean
    ServerExchangeRejectedHandler oddRequests() {
        return (exchange, rejected) -> problems.write(
                exchange,
                Problem.of(
                        Problem.Kind.BAD_REQUEST, "The method, path or a header has characters that are not allowed."));
    }

    /** Nobody signs in through Spring Security itself: without this, Spring Boot would make an account of its own. */
    @Bean
    ReactiveAuthenticationManager noOtherAccounts() {
        return authentication -> Mono.empty();
    }
}
