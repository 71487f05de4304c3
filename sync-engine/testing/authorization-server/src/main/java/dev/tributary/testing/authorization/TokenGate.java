package dev.tributary.testing.authorization;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before the token endpoint: lets one call in at a time, as a provider with a transaction does, so that of two
 * refreshes with one token the second is refused; counts; and makes trouble when told to.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TokenGate extends OncePerRequestFilter {

    private final ReentrantLock lock = new ReentrantLock();
    private TokenCounts counts = TokenCounts.NONE;
    private Trouble trouble = Trouble.NONE;

    TokenCounts counts() {
        lock.lock();
        try {
            return counts;
        } finally {
            lock.unlock();
        }
    }

    void trouble(Trouble wanted) {
        lock.lock();
        try {
            trouble = wanted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals("/oauth2/token");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        lock.lock();
        try {
            if (trouble.isOver()) {
                chain.doFilter(request, response);
                count("refresh_token".equals(request.getParameter("grant_type")), response.getStatus());
            } else {
                refuse(response);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(boolean isRefresh, int status) {
        var isGood = status == HttpServletResponse.SC_OK;
        if (isRefresh) {
            counts = isGood ? counts.refreshedOne() : counts.refusedOne();
        } else if (isGood) {
            counts = counts.grantedOne();
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(trouble.status());
        trouble.retryAfter().ifPresent(seconds -> response.setIntHeader("Retry-After", seconds));
        response.setContentType("text/plain");
        response.getWriter().print("The token endpoint was told to be in trouble");
        trouble = trouble.next();
        counts = counts.troubledOne();
    }
}
