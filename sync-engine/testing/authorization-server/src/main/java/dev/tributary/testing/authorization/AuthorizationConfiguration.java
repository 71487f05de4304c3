package dev.tributary.testing.authorization;

import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/** The provider's endpoints, its sign-in page, and the people who have an account. The client is in the settings. */
@Configuration(proxyBeanMethods = false)
class AuthorizationConfiguration {

    @Bean
    @Order(1)
    SecurityFilterChain endpoints(HttpSecurity http) {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.oidc(withDefaults());
            server.deviceAuthorizationEndpoint(endpoint -> endpoint.verificationUri("/activate"));
            server.deviceVerificationEndpoint(withDefaults());
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(userInfo -> userInfo.jwt(withDefaults()))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/login"),
                        new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/control/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/control/**"))
                .formLogin(withDefaults())
                .build();
    }

    /** Otherwise the client's secret is hashed slowly at each request, and many requests at once outlive their tokens. */
    @Bean
    PasswordEncoder quickEncoder() {
        return new DelegatingPasswordEncoder("noop", Map.of("noop", new PlainText()));
    }

    private static final class PlainText implements PasswordEncoder {
        @Override
        public String encode(@Nullable CharSequence password) {
            return String.valueOf(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String stored) {
            return encode(password).equals(stored);
        }
    }

    @Bean
    OAuth2AuthorizationConsentService consents() {
        return new InMemoryOAuth2AuthorizationConsentService();
    }

    @Bean
    Authorizations authorizations(OAuth2AuthorizationConsentService consents) {
        return new Authorizations(consents);
    }

    /** A person's groups are the authorities. */
    @Bean
    UserDetailsService people() {
        return new InMemoryUserDetailsManager(
                User.withUsername("alice")
                        .password("{noop}alice-password")
                        .authorities("tributary-admins", "staff")
                        .build(),
                User.withUsername("bob")
                        .password("{noop}bob-password")
                        .authorities("tributary-editors", "staff")
                        .build(),
                User.withUsername("carol")
                        .password("{noop}carol-password")
                        .authorities("visitors")
                        .build());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            Authentication person = Objects.requireNonNull(context.getPrincipal());
            context.getClaims()
                    .claims(claims -> claims.putAll(Map.of(
                            "groups",
                            groups(List.copyOf(person.getAuthorities())),
                            "preferred_username",
                            person.getName(),
                            "email",
                            person.getName() + "@example.org",
                            "email_verified",
                            true)));
        };
    }

    /** Spring Security notes as an authority, too, how somebody signed in. */
    private static List<String> groups(List<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(name -> name != null && !name.startsWith("FACTOR_"))
                .toList();
    }
}
