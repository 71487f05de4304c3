package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The source of a {@link SourceEmulator} without the server: a request is answered at once, in the thread that sends it,
 * by the same API with the same faults. For tests that need thousands of runs. Nothing is waited for, so a slow answer
 * is a good one. Safe for use by several threads.
 */
public final class InProcessSource implements SourceHttp {

    private static final String URL = "http://corpus.invalid";

    private final Corpus corpus;
    private final CorpusApi api;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();

    public InProcessSource(EmulatorSettings settings) {
        this.corpus = new Corpus(settings);
        this.api = new CorpusApi(corpus, settings);
        this.clock = settings.clock();
    }

    /** The answers that the emulator's connectors ask for. */
    public Map<String, List<String>> config(int pageSize) {
        return Map.of("url", List.of(URL), "pageSize", List.of(Integer.toString(pageSize)));
    }

    public Corpus corpus() {
        return corpus;
    }

    public Faults faults() {
        return faults;
    }

    public Counters counters() {
        return counters;
    }

    @Override
    public SourceResponse send(SourceRequest request) {
        var call = Call.of(request.uri());
        counters.began(call);
        try {
            var fault = faults.befalling(call);
            return fault.isPresent()
                    ? answer(request, call, fault.get())
                    : response(request, api.answer(call, Optional.empty()));
        } finally {
            counters.ended();
        }
    }

    private SourceResponse answer(SourceRequest request, Call call, Fault fault) {
        return switch (fault) {
            case Fault.RateLimited(var wait) -> throw new RateLimited(Optional.of(wait));
            case Fault.RateLimitedUntil(var time) -> {
                var wait = Duration.between(clock.instant(), time);
                throw new RateLimited(Optional.of(wait.isNegative() ? Duration.ZERO : wait));
            }
            case Fault.Status(int status) -> response(request, Reply.json(status, "{\"error\":\"as told\"}"));
            case Fault.RevokedToken _ -> throw new CredentialRejected(request + " was refused: connect again");
            case Fault.ConnectionReset _, Fault.TruncatedBody _ ->
                throw new SourceUnavailable("The connection broke during " + request, null);
            case Fault.HugeBody(long bytes) ->
                throw new ContentTooLarge("%s answers %d bytes".formatted(request, bytes));
            case Fault.MalformedJson _ -> {
                var whole = api.answer(call, Optional.empty());
                yield response(
                        request,
                        whole.with(whole.body().substring(0, whole.body().length() / 2)));
            }
            case Fault.InterstitialPage _ -> response(request, Reply.html(EmulatorHandler.INTERSTITIAL));
            case Fault.Slow _ -> response(request, api.answer(call, Optional.empty()));
            case Fault.OfListing _, Fault.OfReading _ -> response(request, api.answer(call, Optional.of(fault)));
        };
    }

    private static SourceResponse response(SourceRequest request, Reply reply) {
        var status = reply.status();
        if (status / 100 == 2 || status == 304 || status == 404 || status == 410) {
            var headers = reply.headers().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
            return new SourceResponse(
                    request.uri(), status, headers, Bytes.of(reply.body().getBytes(UTF_8)));
        }
        throw switch (status) {
            case 401 -> new CredentialRejected(request + " answered 401: connect again");
            case 429 -> new RateLimited(Optional.empty());
            default ->
                status / 100 == 4
                        ? new ConfigRejected("", "%s answered %d".formatted(request, status))
                        : new SourceUnavailable("%s answered %d".formatted(request, status), null);
        };
    }
}
