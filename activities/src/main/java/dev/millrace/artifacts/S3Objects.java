package dev.millrace.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of one bucket below a prefix, which no key here names. An S3 that does not answer, or refuses, throws {@link
 * UncheckedIOException}.
 */
final class S3Objects {
    /** S3 takes up to 5 GiB in one request, and copies no more. */
    static final long MOST_AT_ONCE = 4L << 30;

    private static final long PART = 512L << 20;
    private static final int NOT_FOUND = 404;
    private static final String BYTES = "application/octet-stream";

    private final S3Client client;
    private final S3Location at;
    private final long mostAtOnce;
    private final long part;

    S3Objects(S3Client client, S3Location at) {
        this(client, at, MOST_AT_ONCE, PART);
    }

    S3Objects(S3Client client, S3Location at, long mostAtOnce, long part) {
        this.client = client;
        this.at = at;
        this.mostAtOnce = mostAtOnce;
        this.part = part;
    }

    record Listed(String key, Instant modified) {}

    Optional<Instant> modified(String key) {
        return found(() -> client.headObject(head -> head.bucket(at.bucket()).key(full(key)))
                .lastModified());
    }

    void put(String key, Path file) {
        told(() -> {
            long size = Files.size(file);
            if (size > mostAtOnce) {
                putInParts(key, file, size);
            } else {
                client.putObject(put -> put.bucket(at.bucket()).key(full(key)), RequestBody.fromFile(file));
            }
            return key;
        });
    }

    void putEmpty(String key) {
        told(() -> client.putObject(put -> put.bucket(at.bucket()).key(full(key)), RequestBody.empty()));
    }

    /** Makes an object as new as one that is written now; false when there is none, or it is too large for that. */
    boolean touch(String key, long size) {
        return size <= mostAtOnce
                && found(() -> client.copyObject(copy -> copy.sourceBucket(at.bucket())
                                .sourceKey(full(key))
                                .destinationBucket(at.bucket())
                                .destinationKey(full(key))
                                .metadataDirective(MetadataDirective.REPLACE)))
                        .isPresent();
    }

    Optional<InputStream> open(String key) {
        return found(() -> client.getObject(get -> get.bucket(at.bucket()).key(full(key))));
    }

    void delete(String key) {
        told(() -> client.deleteObject(delete -> delete.bucket(at.bucket()).key(full(key))));
    }

    /** All objects whose keys begin so, in lots of up to 1,000. */
    void list(String prefix, Consumer<List<Listed>> lots) {
        told(() -> {
            client.listObjectsV2Paginator(list -> list.bucket(at.bucket()).prefix(full(prefix)))
                    .forEach(page -> lots.accept(
                            page.contents().stream().map(this::listed).toList()));
            return prefix;
        });
    }

    /** The first parts of all keys, up to their first slash. */
    Set<String> folders() {
        return told(() -> client
                .listObjectsV2Paginator(
                        list -> list.bucket(at.bucket()).prefix(at.prefix()).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .map(prefix -> prefix.substring(at.prefix().length(), prefix.length() - 1))
                .collect(Collectors.toUnmodifiableSet()));
    }

    private void putInParts(String key, Path file, long size) {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(at.bucket()).key(full(key)))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (long done = 0; done < size; done += part) {
                int number = parts.size() + 1;
                FilePart bytes = new FilePart(file, done, Math.min(part, size - done));
                String tag = client.uploadPart(
                                next -> next.bucket(at.bucket())
                                        .key(full(key))
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromContentProvider(bytes::open, bytes.length(), BYTES))
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            client.completeMultipartUpload(complete -> complete.bucket(at.bucket())
                    .key(full(key))
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(parts)));
        } catch (RuntimeException failed) {
            client.abortMultipartUpload(
                    abort -> abort.bucket(at.bucket()).key(full(key)).uploadId(upload));
            throw failed;
        }
    }

    private Listed listed(S3Object object) {
        return new Listed(object.key().substring(at.prefix().length()), object.lastModified());
    }

    private String full(String key) {
        return at.prefix() + key;
    }

    private <T> Optional<T> found(Supplier<T> call) {
        return told(() -> {
            try {
                return Optional.of(call.get());
            } catch (S3Exception refused) {
                if (refused.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    private <T> T told(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a file for " + at + " could not be read", e);
        } catch (SdkException e) {
            throw new UncheckedIOException(
                    new IOException("the artifact store s3://" + at.bucket() + " does not answer or refuses", e));
        }
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException;
    }
}
