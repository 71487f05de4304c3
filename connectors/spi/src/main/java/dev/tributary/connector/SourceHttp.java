package dev.tributary.connector;

/**
 * HTTP as connectors may use it: throttled by the budget of the host and credential, retried where a retry can help,
 * kept off private addresses, redirects followed without handing credentials to another origin, bodies capped.
 */
@FunctionalInterface
public interface SourceHttp {

    /**
     * Sends the request, waiting for its turn, and returns the answer if its status is 2xx, 304, 404 or 410. Blocks;
     * an interrupt ends the wait and the exchange. A large body lies in a file that goes when the session ends.
     *
     * @throws ConnectorException.CredentialRejected on 401
     * @throws ConnectorException.ConfigRejected on 403 and other 4xx, and for an address that may not be reached
     * @throws ConnectorException.RateLimited on 429, once the retries are used up or the wait asked for is long
     * @throws ConnectorException.UnexpectedResponse on a redirect that leads nowhere, or any other status
     * @throws ConnectorException.SourceUnavailable on 5xx, time-outs and broken connections, after retries
     * @throws ConnectorException.ContentTooLarge if the body, decoded, is larger than allowed
     */
    SourceResponse send(SourceRequest request) throws InterruptedException;
}
