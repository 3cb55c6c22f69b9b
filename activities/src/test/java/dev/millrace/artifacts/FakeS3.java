package dev.millrace.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One bucket by S3's REST protocol, as much as the store uses of it (Amazon S3 API Reference), strongly consistent. */
final class FakeS3 implements AutoCloseable {
    static final String BUCKET = "artifacts";

    private static final int PAGE = 3;
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final HttpServer server;
    private final Supplier<Instant> clock;
    private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
    private final Map<String, TreeMap<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
    private volatile Consumer<String> before = request -> {};
    private volatile boolean down;

    record Stored(byte[] bytes, Instant modified) {}

    private FakeS3(HttpServer server, Supplier<Instant> clock) {
        this.server = server;
        this.clock = clock;
    }

    static FakeS3 open(Supplier<Instant> clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            FakeS3 fake = new FakeS3(server, clock);
            server.createContext("/", fake::answer);
            server.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Stored> objects() {
        return objects;
    }

    /** Called with method and key before each request is carried out. */
    void before(Consumer<String> happens) {
        before = happens;
    }

    void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        String key = path.length() > BUCKET.length() + 2 ? path.substring(BUCKET.length() + 2) : "";
        before.accept(exchange.getRequestMethod() + " " + key);
        if (down) {
            send(exchange, 503, error("ServiceUnavailable"));
        } else if (!authorized(exchange)) {
            send(exchange, 403, error("AccessDenied"));
        } else if (key.isEmpty()) {
            send(exchange, 200, list(query(exchange)));
        } else {
            object(exchange, key, body);
        }
    }

    private static boolean authorized(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization != null && authorization.startsWith("AWS4-HMAC-SHA256 Credential=test-key/");
    }

    private void object(HttpExchange exchange, String key, byte[] body) throws IOException {
        Map<String, String> query = query(exchange);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> put(exchange, key, query, body);
            case "POST" -> send(exchange, 200, multipart(key, query));
            case "DELETE" -> {
                uploads.remove(upload(query));
                if (!query.containsKey("uploadId")) {
                    objects.remove(key);
                }
                send(exchange, 204, "");
            }
            default -> get(exchange, key);
        }
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        Stored stored = objects.get(key);
        if (stored == null) {
            send(exchange, 404, exchange.getRequestMethod().equals("HEAD") ? "" : error("NoSuchKey"));
            return;
        }
        exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(stored.modified()));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(stored.bytes().length));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } else {
            exchange.sendResponseHeaders(200, stored.bytes().length == 0 ? -1 : stored.bytes().length);
            exchange.getResponseBody().write(stored.bytes());
            exchange.close();
        }
    }

    private void put(HttpExchange exchange, String key, Map<String, String> query, byte[] body) throws IOException {
        String source = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
        exchange.getResponseHeaders().set("ETag", "\"" + body.length + "\"");
        if (source != null) {
            String from = URLDecoder.decode(source, UTF_8).replaceFirst("^/?" + BUCKET + "/", "");
            Stored stored = objects.computeIfPresent(key, (same, old) -> new Stored(old.bytes(), clock.get()));
            boolean copied = stored != null && from.equals(key);
            send(exchange, copied ? 200 : 404, copied ? "<CopyObjectResult></CopyObjectResult>" : error("NoSuchKey"));
        } else if (query.containsKey("partNumber")) {
            Objects.requireNonNull(uploads.get(upload(query)))
                    .put(Integer.valueOf(query.getOrDefault("partNumber", "0")), body);
            send(exchange, 200, "");
        } else {
            objects.put(key, new Stored(body, clock.get()));
            send(exchange, 200, "");
        }
    }

    private String multipart(String key, Map<String, String> query) throws IOException {
        if (query.containsKey("uploads")) {
            String id = "upload-" + (uploads.size() + 1);
            uploads.put(id, new TreeMap<>());
            return "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>";
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : Objects.requireNonNull(uploads.remove(upload(query))).values()) {
            whole.write(part);
        }
        objects.put(key, new Stored(whole.toByteArray(), clock.get()));
        return "<CompleteMultipartUploadResult><Key>" + key + "</Key></CompleteMultipartUploadResult>";
    }

    private String list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", "");
        boolean folders = "/".equals(query.get("delimiter"));
        StringBuilder answer = new StringBuilder("<ListBucketResult>");
        TreeSet<String> prefixes = new TreeSet<>();
        int listed = 0;
        String last = "";
        boolean more = false;
        for (var object : objects.tailMap(after, false).entrySet()) {
            String key = object.getKey();
            if (!key.startsWith(prefix)) {
                continue;
            }
            if (listed == PAGE) {
                more = true;
                break;
            }
            int slash = key.indexOf('/', prefix.length());
            if (folders && slash >= 0) {
                prefixes.add(key.substring(0, slash + 1));
            } else {
                answer.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><LastModified>")
                        .append(object.getValue().modified())
                        .append("</LastModified></Contents>");
            }
            listed++;
            last = key;
        }
        prefixes.forEach(
                found -> answer.append("<CommonPrefixes><Prefix>").append(found).append("</Prefix></CommonPrefixes>"));
        answer.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            answer.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        return answer.append("</ListBucketResult>").toString();
    }

    private static String upload(Map<String, String> query) {
        return query.getOrDefault("uploadId", "");
    }

    private static String error(String code) {
        return "<Error><Code>" + code + "</Code><Message>" + code + "</Message></Error>";
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(URLDecoder.decode(pair[0], UTF_8), pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] bytes = xml.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
