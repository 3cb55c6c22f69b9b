package dev.millrace.standalone.temporal;

import dev.millrace.standalone.processes.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Downloads the pinned release and unpacks it only if its SHA-256 is the expected one. */
final class TemporalDownload implements TemporalBinary.Way {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STALLED = Duration.ofSeconds(30);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(3);

    private final Map<String, String> environment;
    private final Progress progress;

    TemporalDownload(Map<String, String> environment, Progress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    @Override
    public void bring(Path target) throws IOException, InterruptedException {
        Release release = Release.forThisMachine()
                .orElseThrow(() -> new IOException("there is no download for this kind of machine"));
        Path archive = Files.createTempFile(target.getParent(), "download", ".tar.gz");
        try {
            download(release, archive);
            requireSum(release, archive);
            unpack(archive, target);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private void download(Release release, Path archive) throws IOException, InterruptedException {
        progress.say("Temporal: downloading " + release.url());
        HttpRequest request = HttpRequest.newBuilder(URI.create(release.url()))
                .timeout(STALLED)
                .build();
        try (HttpClient client = client()) {
            CompletableFuture<HttpResponse<Path>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofFile(archive));
            int status = await(answer, archive).statusCode();
            if (status != 200) {
                throw new IOException(release.url() + " answered " + status);
            }
        } catch (ExecutionException e) {
            throw new IOException("github.com cannot be reached for the download (" + e.getCause() + ")", e);
        }
    }

    private HttpResponse<Path> await(CompletableFuture<HttpResponse<Path>> answer, Path archive)
            throws IOException, InterruptedException, ExecutionException {
        long before = -1;
        Duration silent = Duration.ZERO;
        while (true) {
            try {
                return answer.get(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillRunning) {
                long now = Files.size(archive);
                silent = now == before ? silent.plus(REPORT_EVERY) : Duration.ZERO;
                before = now;
                progress.say("Temporal: downloading, %d MB".formatted(now >> 20));
                if (silent.compareTo(STALLED) > 0) {
                    answer.cancel(true);
                    throw new IOException("the download stalled after " + now + " bytes", stillRunning);
                }
            }
        }
    }

    private HttpClient client() {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
        String proxy = environment.getOrDefault("https_proxy", environment.getOrDefault("HTTPS_PROXY", ""));
        if (!proxy.isBlank()) {
            URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            client.proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())));
        }
        return client.build();
    }

    static void requireSum(Release release, Path archive) throws IOException {
        String actual = sha256(archive);
        if (!actual.equals(release.sha256())) {
            throw new IOException("the downloaded archive is not the released one: its SHA-256 is %s, expected %s"
                    .formatted(actual, release.sha256()));
        }
    }

    static void unpack(Path archive, Path target) throws IOException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(archive));
                var tar = new TarArchiveInputStream(new GzipCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("temporal")) {
                    Path half = Files.createTempFile(target.getParent(), "temporal", ".new");
                    Files.copy(tar, half, StandardCopyOption.REPLACE_EXISTING);
                    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
                    Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            }
        }
        throw new IOException("the downloaded archive holds no program named temporal");
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
