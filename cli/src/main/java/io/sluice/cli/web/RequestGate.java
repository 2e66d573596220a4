package io.sluice.cli.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered. A page of another origin that the user's browser shows cannot read the token, and a name
 * that its owner lets point to this machine (DNS rebinding) is not in {@code hosts}. Nothing of a path is decoded: it is one of
 * the known ones as it stands, or wrong.
 */
final class RequestGate {
    private static final int TOKEN_BYTES = 32;

    private final String token;
    private final Set<String> hosts;
    private final String scheme;

    /** The hosts are in lower case, with their ports. */
    RequestGate(String scheme, Set<String> hosts) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.scheme = scheme;
        this.hosts = Set.copyOf(hosts);
    }

    /** The folder of the page: all that it loads is below. */
    String folder() {
        return "/" + token + "/";
    }

    /**
     * Why a request is refused.
     *
     * @return null if it is not
     */
    @Nullable
    HttpResponseStatus refusal(HttpMethod method, String uri, HttpHeaders headers) {
        List<String> host = headers.getAll(HttpHeaderNames.HOST);
        if (host.size() != 1) {
            return HttpResponseStatus.BAD_REQUEST;
        }
        if (!hosts.contains(lowerCase(host.get(0))) || !isOwn(headers.getAll(HttpHeaderNames.ORIGIN))) {
            return HttpResponseStatus.FORBIDDEN;
        }
        if (!HttpMethod.GET.equals(method) && !HttpMethod.POST.equals(method)) {
            return HttpResponseStatus.METHOD_NOT_ALLOWED;
        }
        if (!hasToken(uri)) {
            return HttpResponseStatus.NOT_FOUND;
        }
        if (HttpMethod.POST.equals(method) != path(uri).startsWith(ObjectAction.PATH)) {
            return HttpResponseStatus.METHOD_NOT_ALLOWED;
        }
        return HttpMethod.POST.equals(method) ? refusalOfAction(headers) : null;
    }

    /** A browser says where a POST comes from. An action is all in its path, so that no body has to be bounded. */
    private static @Nullable HttpResponseStatus refusalOfAction(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.ORIGIN)) {
            return HttpResponseStatus.FORBIDDEN;
        }
        boolean hasBody = headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
        return hasBody ? HttpResponseStatus.BAD_REQUEST : null;
    }

    /** The path below the folder, of a request that is not refused. */
    String path(String uri) {
        return uri.substring(folder().length());
    }

    private boolean isOwn(List<String> origins) {
        return origins.stream()
                .map(RequestGate::lowerCase)
                .allMatch(origin -> origin.startsWith(scheme + "://")
                        && hosts.contains(origin.substring(scheme.length() + "://".length())));
    }

    /** Names of hosts have no case. */
    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The time that it takes tells nothing of the token. */
    private boolean hasToken(String uri) {
        int length = Math.min(uri.length(), folder().length());
        return MessageDigest.isEqual(bytes(uri.substring(0, length)), bytes(folder()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
