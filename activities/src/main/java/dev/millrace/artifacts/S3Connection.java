package dev.millrace.artifacts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Connects to S3 by the SDK's usual settings (credentials, region), or to a server that speaks its protocol. Retries are the
 * SDK's; what does not succeed by them is for the caller's job to wait out.
 */
final class S3Connection {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private S3Connection() {}

    /** @param endpoint of a server other than Amazon's, which is addressed by paths; blank for Amazon's */
    static ArtifactStore store(S3Location at, String endpoint, long copiesBytes, InstantSource clock) {
        Path work = Path.of(System.getProperty("java.io.tmpdir"), "millrace-artifacts");
        Path copies = work.resolve(Long.toString(ProcessHandle.current().pid()));
        forgetTheDead(work);
        return new S3ArtifactStore(
                new S3Objects(settings(endpoint).build(), at),
                new CopyCache(copies, copiesBytes, clock),
                copies,
                clock);
    }

    /** Content hashes guard the bytes, so the SDK's checksums, which not every server knows, are left out. */
    static S3ClientBuilder settings(String endpoint) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!endpoint.isBlank()) {
            builder.endpointOverride(URI.create(endpoint))
                    .region(region())
                    .serviceConfiguration(
                            paths -> paths.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false));
        }
        return builder;
    }

    /** Part of each signature; other servers than Amazon's mostly take any. The machine's own is not asked for: it is Amazon's. */
    private static Region region() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException unknown) {
            return Region.US_EAST_1;
        }
    }

    /** Copies that processes which are gone have left behind. */
    private static void forgetTheDead(Path work) {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (Stream<Path> folders = Files.list(work)) {
            folders.filter(folder -> TenantFolder.name(folder).matches("[0-9]{1,18}"))
                    .filter(folder -> ProcessHandle.of(Long.parseLong(TenantFolder.name(folder)))
                            .isEmpty())
                    .forEach(folder -> new Scratch(folder).close());
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + work + " could not be listed", e);
        }
    }
}
