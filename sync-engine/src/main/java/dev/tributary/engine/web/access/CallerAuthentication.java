package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Role;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A caller, as Spring Security wants it: with an authority for each role that theirs includes. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    static final String VIEWER = authority(Role.VIEWER);
    static final String EDITOR = authority(Role.EDITOR);
    static final String ADMIN = authority(Role.ADMIN);

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(authorities(caller.role()));
        this.caller = caller;
        setAuthenticated(true);
    }

    private static String authority(Role role) {
        return "ROLE_" + role.name();
    }

    private static List<GrantedAuthority> authorities(Role role) {
        return Arrays.stream(Role.values())
                .filter(role::includes)
                .<GrantedAuthority>map(included -> new SimpleGrantedAuthority(authority(included)))
                .toList();
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
