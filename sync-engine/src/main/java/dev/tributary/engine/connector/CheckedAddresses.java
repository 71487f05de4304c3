package dev.tributary.engine.connector;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * The only way from a host to an address: looks it up, as each connection is made, and lets through what is public or
 * opened by the settings. The connection goes to the addresses checked here, so that a name which answers differently
 * the next time gains nothing.
 */
final class CheckedAddresses extends AddressResolverGroup<InetSocketAddress> {

    /** Asks the name service. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final AllowedHosts allowed;
    private final Executor threads;

    CheckedAddresses(Lookup lookup, AllowedHosts allowed, Executor threads) {
        this.lookup = lookup;
        this.allowed = allowed;
        this.threads = threads;
    }

    /** Returns all addresses of the host, unless one of them is refused. */
    List<InetSocketAddress> checked(InetSocketAddress wanted) throws IOException {
        var host = wanted.getHostString();
        var literal = wanted.getAddress();
        var found = literal == null ? lookup.all(host) : new InetAddress[] {literal};
        for (var address : found) {
            if (!PublicAddresses.contains(address) && !allowed.opens(host, wanted.getPort(), address)) {
                throw new AddressRefused(host, wanted.getPort());
            }
        }
        return Stream.of(found)
                .map(address -> new InetSocketAddress(address, wanted.getPort()))
                .toList();
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Resolver(executor);
    }

    private final class Resolver extends AbstractAddressResolver<InetSocketAddress> {

        private Resolver(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Never: a literal address is checked like a name. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress wanted, Promise<InetSocketAddress> promise) {
            answer(promise, () -> checked(wanted).getFirst());
        }

        @Override
        protected void doResolveAll(InetSocketAddress wanted, Promise<List<InetSocketAddress>> promise) {
            answer(promise, () -> checked(wanted));
        }

        private <T> void answer(Promise<T> promise, Answer<T> answer) {
            try {
                threads.execute(() -> {
                    try {
                        promise.trySuccess(answer.get());
                    } catch (IOException | RuntimeException e) {
                        promise.tryFailure(e);
                    }
                });
            } catch (RejectedExecutionException closing) {
                promise.tryFailure(closing);
            }
        }
    }

    @FunctionalInterface
    private interface Answer<T> {
        T get() throws IOException;
    }
}
